// SPDX-License-Identifier: Apache-2.0
#include "views/chunking/metadatarow.h"

#include "views/style/icons.h"
#include "views/style/theme.h"
#include "views/widgets/fieldmessage.h"

#include <QClipboard>
#include <QComboBox>
#include <QGridLayout>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QSignalBlocker>
#include <QToolButton>

namespace pollux {

using namespace Qt::StringLiterals;

namespace {

constexpr int listLines = 3;

} // namespace

MetadataRow::MetadataRow(QWidget *parent)
    : QWidget(parent)
    , m_key(new QLineEdit(this))
    , m_type(new QComboBox(this))
    , m_value(new QLineEdit(this))
    , m_list(new QPlainTextEdit(this))
    , m_remove(new QToolButton(this))
    , m_message(new FieldMessage(this))
{
    m_key->setObjectName(u"key"_s);
    m_key->setPlaceholderText(tr("Key"));
    m_key->installEventFilter(this);
    setFocusProxy(m_key);
    m_type->setObjectName(u"valueType"_s);
    m_type->addItem(tr("Text"), QVariant::fromValue(MetadataDraft::Type::Text));
    m_type->addItem(tr("Number"), QVariant::fromValue(MetadataDraft::Type::Number));
    m_type->addItem(tr("List"), QVariant::fromValue(MetadataDraft::Type::List));
    m_value->setObjectName(u"value"_s);
    m_value->installEventFilter(this);
    m_list->setObjectName(u"values"_s);
    m_list->setPlaceholderText(tr("One value per line"));
    m_list->setTabChangesFocus(true);
    m_list->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_list->setFixedHeight(listLines * fontMetrics().lineSpacing() + 2 * theme::grid);
    m_remove->setObjectName(u"remove"_s);
    m_remove->setIcon(icon(IconName::Close));
    m_remove->setAutoRaise(true);
    m_remove->setFocusPolicy(Qt::StrongFocus);

    auto *layout = new QGridLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setHorizontalSpacing(theme::grid);
    layout->setVerticalSpacing(theme::grid / 2);
    layout->setColumnStretch(0, 2);
    layout->setColumnStretch(2, 3);
    layout->addWidget(m_key, 0, 0, Qt::AlignTop);
    layout->addWidget(m_type, 0, 1, Qt::AlignTop);
    layout->addWidget(m_value, 0, 2, Qt::AlignTop);
    layout->addWidget(m_list, 0, 2, Qt::AlignTop);
    layout->addWidget(m_remove, 0, 3, Qt::AlignTop);
    layout->addWidget(m_message, 1, 0, 1, 4);

    connect(m_key, &QLineEdit::textEdited, this, &MetadataRow::edited);
    connect(m_value, &QLineEdit::textEdited, this, &MetadataRow::edited);
    connect(m_list, &QPlainTextEdit::textChanged, this, &MetadataRow::edited);
    connect(m_type, &QComboBox::currentIndexChanged, this, &MetadataRow::handleType);
    connect(m_remove, &QToolButton::clicked, this, &MetadataRow::removeRequested);
    showDraft({});
}

void MetadataRow::setDraft(const MetadataDraft &draft)
{
    if (draft != this->draft())
        showDraft(draft);
}

void MetadataRow::showDraft(const MetadataDraft &draft)
{
    const QSignalBlocker typeBlocker(m_type);
    const QSignalBlocker listBlocker(m_list);
    const bool isList = draft.type == MetadataDraft::Type::List;
    m_shownType = draft.type;
    m_key->setText(draft.key);
    m_type->setCurrentIndex(m_type->findData(QVariant::fromValue(draft.type)));
    m_value->setText(isList ? QString() : draft.text);
    m_list->setPlainText(isList ? draft.text : QString());
    m_value->setPlaceholderText(draft.type == MetadataDraft::Type::Number ? tr("Number, such as 12.5") : tr("Value"));
    m_value->setVisible(!isList);
    m_list->setVisible(isList);
}

MetadataDraft MetadataRow::draft() const
{
    return {.key = m_key->text(),
            .type = m_shownType,
            .text = m_shownType == MetadataDraft::Type::List ? m_list->toPlainText() : m_value->text()};
}

void MetadataRow::handleType()
{
    showDraft(withType(draft(), m_type->currentData().value<MetadataDraft::Type>()));
    emit edited();
}

void MetadataRow::setNumber(int number)
{
    m_key->setAccessibleName(tr("Key of entry %1").arg(number));
    m_type->setAccessibleName(tr("Type of entry %1").arg(number));
    m_value->setAccessibleName(tr("Value of entry %1").arg(number));
    m_list->setAccessibleName(tr("Values of entry %1, one per line").arg(number));
    m_remove->setAccessibleName(tr("Remove entry %1").arg(number));
    m_remove->setToolTip(tr("Remove this entry"));
}

void MetadataRow::setProblem(const QString &text)
{
    if (text.isEmpty())
        m_message->showHint(hint());
    else
        m_message->showProblem(text);
}

QString MetadataRow::hint() const
{
    if (m_shownType != MetadataDraft::Type::Number)
        return {};
    const QString kept = keptNumber(m_value->text());
    if (kept.isEmpty())
        return {};
    return kept == u"inf"_s ? tr("The service keeps numbers as 32-bit floats; this one is too large for it.")
                            : tr("The service keeps numbers as 32-bit floats; this one becomes %1.").arg(kept);
}

bool MetadataRow::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(watched, event);
    const auto *press = static_cast<QKeyEvent *>(event);
    // In a dialog Enter would press its default button.
    if (press->key() == Qt::Key_Return || press->key() == Qt::Key_Enter) {
        emit finished();
        return true;
    }
    if (watched != m_key || !press->matches(QKeySequence::Paste))
        return QWidget::eventFilter(watched, event);
    const QString clipboard = QGuiApplication::clipboard()->text();
    const bool areLines = clipboard.contains(u'\t');
    if (areLines)
        emit linesPasted(clipboard);
    return areLines;
}

} // namespace pollux
