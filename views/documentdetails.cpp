// SPDX-License-Identifier: Apache-2.0
#include "views/documentdetails.h"

#include "models/items/documentcells.h"
#include "models/items/format.h"
#include "views/fieldmessage.h"
#include "views/icons.h"
#include "views/storewords.h"
#include "views/theme.h"

#include <QClipboard>
#include <QFormLayout>
#include <QGuiApplication>
#include <QJsonDocument>
#include <QLabel>
#include <QLocale>
#include <QScrollArea>
#include <QStackedLayout>
#include <QTextDocument>
#include <QToolButton>
#include <QVBoxLayout>

namespace pollux {

using namespace Qt::StringLiterals;

namespace {

constexpr int fewestLetters = 36;
constexpr int usualLetters = 60;
constexpr int mostNameLetters = 24;

/// A text from a server over several lines, each fit to be shown.
QString shownLines(const QString &text)
{
    QStringList lines;
    for (const QString &line : text.split(u'\n'))
        lines.append(format::singleLine(line));
    return lines.join(u'\n');
}

QString orMissing(const QString &text)
{
    return text.isEmpty() ? u"—"_s : shownLines(text);
}

QString localTime(const std::optional<Timestamp> &time)
{
    if (!time)
        return u"—"_s;
    return QLocale().toString(time->toDateTime().toLocalTime(), QLocale::LongFormat);
}

QString utcTime(const std::optional<Timestamp> &time)
{
    return time ? DocumentDetails::tr("UTC: %1").arg(time->toText()) : QString();
}

QString stateWords(const Document &document)
{
    const QString words = storewords::stateText(document);
    const QString wire = format::singleLine(document.stateText);
    return wire.isEmpty() || wire == words ? words : DocumentDetails::tr("%1 (%2)", "state").arg(words, wire);
}

QString sizeWords(qint64 bytes)
{
    const QString exact = DocumentDetails::tr("%1 bytes").arg(QLocale().toString(bytes));
    return bytes < 1000 ? exact : DocumentDetails::tr("%1 (%2)", "size").arg(format::size(bytes), exact);
}

QString listText(const QStringList &values)
{
    QStringList lines;
    for (const QString &value : values)
        lines.append(u"• "_s + format::singleLine(value));
    return lines.isEmpty() ? DocumentDetails::tr("empty list") : lines.join(u'\n');
}

/// Names come from a server too, and a long one must not push the values out of sight.
QLabel *createName(const QString &name, const QString &type, QWidget *parent)
{
    auto *label = new FieldMessage(parent);
    label->setForegroundRole(QPalette::WindowText); // on a page of the base colour it would be another
    label->setWordWrap(false);
    const QFontMetrics metrics = label->fontMetrics();
    const QString shown = metrics.elidedText(name, Qt::ElideMiddle, mostNameLetters * metrics.averageCharWidth());
    label->showHint(type.isEmpty() ? shown : shown + u'\n' + type);
    if (shown != name)
        label->setToolTip(Qt::convertFromPlainText(name));
    label->setAlignment(Qt::AlignLeading | Qt::AlignTop);
    return label;
}

QLabel *createValue(const QString &value, QWidget *parent)
{
    auto *label = new QLabel(value, parent);
    label->setTextFormat(Qt::PlainText);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    label->setWordWrap(true);
    label->setAlignment(Qt::AlignLeading | Qt::AlignTop);
    return label;
}

QString jsonText(const QJsonValue &value)
{
    if (value.isString())
        return value.toString();
    // A document holds objects and arrays only; the list that stands around the value is cut off again.
    const QByteArray json = QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact);
    return QString::fromUtf8(json.mid(1, json.size() - 2));
}

} // namespace

DocumentDetails::DocumentDetails(QWidget *parent)
    : QWidget(parent)
    , m_empty(new QLabel(tr("Select a document to see its details."), this))
    , m_content(new QWidget(this))
    , m_area(new QScrollArea(m_content))
    , m_stack(new QStackedLayout(this))
{
    setAccessibleName(tr("Details of the document"));
    m_empty->setAlignment(Qt::AlignCenter);
    m_empty->setWordWrap(true);
    m_empty->setForegroundRole(QPalette::PlaceholderText);
    m_area->setFrameShape(QFrame::NoFrame);
    m_area->setWidgetResizable(true);
    m_area->setAccessibleName(accessibleName());

    auto *title = new QLabel(tr("Details"), m_content);
    QFont bold = title->font();
    bold.setWeight(QFont::DemiBold);
    title->setFont(bold);
    auto *copy = new QToolButton(m_content);
    copy->setObjectName(u"copyJson"_s);
    copy->setIcon(icon(IconName::Copy));
    copy->setText(tr("Copy as JSON"));
    copy->setToolTip(tr("Copy the document with all its fields as JSON"));
    copy->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    copy->setAutoRaise(true);
    copy->setFocusPolicy(Qt::StrongFocus);
    connect(copy, &QToolButton::clicked, this, &DocumentDetails::copyJson);
    auto *head = new QHBoxLayout;
    head->setContentsMargins(theme::grid, theme::grid / 2, theme::grid / 2, theme::grid / 2);
    head->addWidget(title, 1);
    head->addWidget(copy);
    auto *layout = new QVBoxLayout(m_content);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(head);
    layout->addWidget(m_area, 1);

    m_stack->addWidget(m_empty);
    m_stack->addWidget(m_content);
    setMinimumWidth(fewestLetters * fontMetrics().averageCharWidth());
}

QSize DocumentDetails::sizeHint() const
{
    return {usualLetters * fontMetrics().averageCharWidth(), QWidget::sizeHint().height()};
}

void DocumentDetails::setDocument(const std::optional<Document> &document)
{
    if (document == m_document)
        return;
    m_document = document;
    m_stack->setCurrentWidget(document ? m_content : m_empty);
    m_area->setWidget(document ? createPage() : new QWidget(m_area));
}

QList<DocumentDetails::Field> DocumentDetails::fields(const Document &document)
{
    return {
        {u"name"_s, shownLines(document.name)},
        {u"displayName"_s, orMissing(document.displayName)},
        {u"state"_s, stateWords(document)},
        {u"mimeType"_s, orMissing(document.mimeType)},
        {u"sizeBytes"_s, sizeWords(document.sizeBytes)},
        {u"createTime"_s, localTime(document.createTime), utcTime(document.createTime)},
        {u"updateTime"_s, localTime(document.updateTime), utcTime(document.updateTime)},
    };
}

QList<DocumentDetails::Field> DocumentDetails::metadataFields(const Document &document)
{
    QList<Field> result;
    for (const CustomMetadata &entry : document.customMetadata) {
        const QString key = format::singleLine(entry.key);
        if (const auto *text = std::get_if<QString>(&entry.value))
            result.append({key, shownLines(*text), {}, u"stringValue"_s});
        else if (std::holds_alternative<double>(entry.value))
            result.append({key, documentcells::valueText(entry.value), {}, u"numericValue"_s});
        else
            result.append({key, listText(std::get<QStringList>(entry.value)), {}, u"stringListValue"_s});
    }
    return result;
}

QList<DocumentDetails::Field> DocumentDetails::unknownFields(const Document &document)
{
    QList<Field> result;
    for (auto field = document.unknownFields.begin(); field != document.unknownFields.end(); ++field)
        result.append({format::singleLine(field.key()), shownLines(jsonText(field.value()))});
    return result;
}

QWidget *DocumentDetails::createPage()
{
    auto *page = new QWidget(m_area);
    page->setBackgroundRole(QPalette::Base);
    page->setAutoFillBackground(true);
    auto *form = new QFormLayout(page);
    form->setContentsMargins(theme::grid, theme::grid, theme::grid, theme::grid);
    form->setHorizontalSpacing(2 * theme::grid);
    form->setVerticalSpacing(theme::grid / 2);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    addFields(*form, fields(*m_document));
    if (!m_document->customMetadata.isEmpty()) {
        addHeading(*form, u"customMetadata"_s);
        addFields(*form, metadataFields(*m_document));
    }
    if (!m_document->unknownFields.isEmpty()) {
        addHeading(*form, tr("Fields that Pollux does not know"));
        addFields(*form, unknownFields(*m_document));
    }
    return page;
}

void DocumentDetails::addFields(QFormLayout &form, const QList<Field> &fields)
{
    QWidget *page = form.parentWidget();
    for (const Field &field : fields) {
        QLabel *value = createValue(field.value, page);
        value->setObjectName(field.name);
        value->setAccessibleName(field.type.isEmpty() ? field.name : field.name + u' ' + field.type);
        value->setAccessibleDescription(field.toolTip);
        if (!field.toolTip.isEmpty())
            value->setToolTip(Qt::convertFromPlainText(field.toolTip));
        form.addRow(createName(field.name, field.type, page), value);
    }
}

void DocumentDetails::addHeading(QFormLayout &form, const QString &text)
{
    auto *heading = new QLabel(text, form.parentWidget());
    heading->setTextFormat(Qt::PlainText);
    heading->setContentsMargins(0, theme::grid, 0, 0);
    QFont bold = heading->font();
    bold.setWeight(QFont::DemiBold);
    heading->setFont(bold);
    form.addRow(heading);
}

void DocumentDetails::copyJson() const
{
    if (m_document)
        QGuiApplication::clipboard()->setText(QString::fromUtf8(QJsonDocument(m_document->toJson()).toJson()));
}

} // namespace pollux
