// SPDX-License-Identifier: Apache-2.0
#include "views/stores/storeheader.h"

#include "models/text/format.h"
#include "models/text/storetext.h"
#include "views/style/layouts.h"
#include "views/widgets/fieldmessage.h"

#include <QClipboard>
#include <QGridLayout>
#include <QGuiApplication>
#include <QTextDocument>
#include <QToolButton>

namespace pollux {

using namespace Qt::StringLiterals;

namespace {

constexpr int minCharsForText = 110; // in a narrower line the buttons show their icons only

} // namespace

StoreHeader::StoreHeader(QWidget *parent)
    : QWidget(parent)
    , m_title(layouts::createText({}, this))
    , m_nameLabel(new FieldMessage(this))
    , m_summary(new FieldMessage(this))
    , m_copy(layouts::createToolButton(tr("Copy Name"), IconName::Copy, this))
    , m_upload(layouts::createToolButton(tr("Upload Files…"), IconName::Upload, this))
    , m_delete(layouts::createToolButton(tr("Delete Store…"), IconName::Remove, this))
    , m_refresh(layouts::createToolButton(tr("Refresh"), IconName::Refresh, this))
    , m_details(layouts::createToolButton(tr("Details"), IconName::Details, this))
{
    m_title->setObjectName(u"storeTitle"_s);
    layouts::makeHeading(*m_title);
    m_nameLabel->setObjectName(u"storeName"_s);
    m_nameLabel->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_nameLabel->setAccessibleDescription(tr("Resource name of the store"));
    m_summary->setObjectName(u"storeSummary"_s);
    m_copy->setToolButtonStyle(Qt::ToolButtonIconOnly);
    m_copy->setToolTip(tr("Copy the resource name of the store"));
    m_details->setCheckable(true);
    // If the line is too narrow, the labels shrink and the buttons stay whole.
    m_title->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    for (FieldMessage *label : {m_nameLabel, m_summary}) {
        label->setWordWrap(false);
        label->setMinimumWidth(1);
    }

    auto *name = new QHBoxLayout;
    layouts::fill(name, {m_nameLabel, m_copy, {}}, theme::grid / 2);
    auto *buttons = new QHBoxLayout;
    layouts::fill(buttons, {m_upload, m_delete, m_refresh, m_details}, theme::grid / 2);
    auto *layout = new QGridLayout(this);
    layout->setContentsMargins(theme::grid, theme::grid, theme::grid, theme::grid);
    layout->setHorizontalSpacing(theme::grid);
    layout->setVerticalSpacing(theme::grid / 4);
    layout->setColumnStretch(0, 1);
    layout->addWidget(m_title, 0, 0);
    layout->addLayout(buttons, 0, 1);
    layout->addLayout(name, 1, 0, 1, 2);
    layout->addWidget(m_summary, 2, 0, 1, 2);

    connect(m_copy, &QToolButton::clicked, this, [this] { QGuiApplication::clipboard()->setText(m_name); });
    connect(m_upload, &QToolButton::clicked, this, &StoreHeader::uploadRequested);
    connect(m_delete, &QToolButton::clicked, this, &StoreHeader::deleteRequested);
    connect(m_refresh, &QToolButton::clicked, this, &StoreHeader::refreshRequested);
    connect(m_details, &QToolButton::clicked, this, &StoreHeader::detailsRequested);
    setDetailsShown(false);
}

void StoreHeader::setStore(const RagStore &store, bool isKnown)
{
    QString summary = isKnown ? storetext::countsText(store) : QString();
    if (!store.embeddingModel.isEmpty())
        summary = tr("%1 · embedded by %2", "counts and size of a store, model")
                      .arg(summary, format::singleLine(store.embeddingModel));
    m_name = store.name;
    m_titleText = storetext::storeTitle(store);
    m_title->setAccessibleName(m_titleText);
    m_title->setToolTip(Qt::convertFromPlainText(m_titleText));
    m_nameLabel->showHint(format::singleLine(m_name));
    m_summary->showHint(summary);
    updateWidths();
}

void StoreHeader::setDetailsShown(bool shown)
{
    m_details->setChecked(shown);
    m_details->setToolTip(shown ? tr("Hide the details of the current document")
                                : tr("Show the details of the current document"));
}

void StoreHeader::updateWidths()
{
    const bool isNarrow = width() < minCharsForText * fontMetrics().averageCharWidth();
    for (QToolButton *button : {m_upload, m_delete, m_refresh}) {
        button->setToolButtonStyle(isNarrow ? Qt::ToolButtonIconOnly : Qt::ToolButtonTextBesideIcon);
        button->setToolTip(isNarrow ? button->text() : QString());
    }
    m_details->setToolButtonStyle(m_upload->toolButtonStyle());
    layout()->activate();
    m_title->setText(m_title->fontMetrics().elidedText(m_titleText, Qt::ElideRight, m_title->width()));
}

void StoreHeader::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    updateWidths();
}

} // namespace pollux
