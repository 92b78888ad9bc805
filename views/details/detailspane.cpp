// SPDX-License-Identifier: Apache-2.0
#include "views/details/detailspane.h"

#include "views/details/fieldlist.h"
#include "views/details/rawjsonview.h"
#include "views/style/layouts.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QLabel>
#include <QTabBar>
#include <QTabWidget>
#include <QToolButton>
#include <QVBoxLayout>

namespace pollux {

using namespace Qt::StringLiterals;

namespace {

constexpr int minChars = 46; // for a long name and a part of its value
constexpr int usualChars = 60;

} // namespace

DetailsPane::DetailsPane(const QString &name, const QString &hint, QWidget *parent)
    : QWidget(parent)
    , m_hint(new QLabel(hint, this))
    , m_tabs(new QTabWidget(this))
    , m_list(new FieldList(m_tabs))
    , m_json(new RawJsonView(m_tabs))
{
    setAccessibleName(name);
    m_hint->setObjectName(u"hint"_s);
    m_hint->setTextFormat(Qt::PlainText);
    m_hint->setAlignment(Qt::AlignCenter);
    m_hint->setWordWrap(true);
    m_hint->setMargin(theme::grid);
    m_list->setAccessibleName(name);
    m_tabs->setDocumentMode(true);
    m_tabs->setAccessibleName(name);
    m_tabs->tabBar()->setAccessibleName(name);
    m_tabs->addTab(m_list, tr("Details"));
    m_tabs->addTab(m_json, tr("Raw JSON"));
    m_tabs->setCornerWidget(createCopyButton());
    layouts::fill(new QVBoxLayout(this), {{m_hint, 1}, {m_tabs, 1}});
    setMinimumWidth(minChars * fontMetrics().averageCharWidth());
    showHint();
}

QWidget *DetailsPane::createCopyButton()
{
    QToolButton *button = layouts::createToolButton(tr("Copy All"), IconName::Copy, m_tabs);
    button->setObjectName(u"copyAll"_s);
    button->setToolTip(tr("Copy all that this page shows"));
    connect(button, &QToolButton::clicked, this, [this] { QGuiApplication::clipboard()->setText(text()); });
    return button;
}

QSize DetailsPane::sizeHint() const
{
    return {usualChars * fontMetrics().averageCharWidth(), QWidget::sizeHint().height()};
}

QString DetailsPane::text() const
{
    if (m_tabs->isHidden())
        return {};
    return m_tabs->currentWidget() == m_json ? m_json->text() : m_list->text();
}

void DetailsPane::showHint()
{
    m_tabs->hide();
    m_hint->show();
    m_list->showFields({}, {});
    m_json->setJson({});
}

void DetailsPane::showFields(const QString &subject, const QList<FieldSection> &sections,
                             const std::optional<QJsonObject> &json)
{
    m_list->showFields(subject, sections);
    m_json->setJson(json.value_or(QJsonObject()));
    m_tabs->setTabVisible(m_tabs->indexOf(m_json), json.has_value());
    m_hint->hide();
    m_tabs->show();
}

} // namespace pollux
