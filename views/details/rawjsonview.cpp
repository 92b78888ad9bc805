// SPDX-License-Identifier: Apache-2.0
#include "views/details/rawjsonview.h"

#include "views/style/layouts.h"
#include "views/widgets/fieldmessage.h"

#include <QEvent>
#include <QFontDatabase>
#include <QJsonDocument>
#include <QLocale>
#include <QPlainTextEdit>
#include <QVBoxLayout>

namespace pollux {

using namespace Qt::StringLiterals;

namespace {

/// Invisible characters, and those that change the order or the lines of the text; in JSON they are within strings
/// only.
bool needsEscape(char16_t character)
{
    return (character >= 0x7F && character < 0xA0) || (character >= 0x200B && character <= 0x200F) ||
           (character >= 0x2028 && character <= 0x202E) || (character >= 0x2060 && character <= 0x206F) ||
           character == 0xAD || character == 0x61C || character == 0xFEFF;
}

QString escaped(const QString &json)
{
    QString result;
    result.reserve(json.size());
    for (const QChar character : json) {
        if (needsEscape(character.unicode()))
            result += u"\\u"_s + QString::number(character.unicode(), 16).rightJustified(4, u'0');
        else
            result += character;
    }
    return result;
}

} // namespace

RawJsonView::RawJsonView(QWidget *parent)
    : QWidget(parent)
    , m_text(layouts::createTextView(u"json"_s, tr("Raw JSON"), this))
    , m_note(new FieldMessage(this))
{
    m_text->setFrameShape(QFrame::NoFrame);
    m_text->setUndoRedoEnabled(false);
    m_text->setWordWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    m_note->setObjectName(u"note"_s);
    m_note->setContentsMargins(theme::grid, theme::grid / 2, theme::grid, theme::grid / 2);
    layouts::fill(new QVBoxLayout(this), {{m_text, 1}, m_note}, 0);
    setFocusProxy(m_text);
}

void RawJsonView::setJson(const QJsonObject &json)
{
    if (json == m_json)
        return;
    m_json = json;
    const QString whole = text();
    m_text->setPlainText(whole.left(maxShown));
    m_note->showHint(whole.size() <= maxShown
                         ? QString()
                         : tr("The first %1 of %2 characters are shown. Copy All copies them all.")
                               .arg(QLocale().toString(maxShown), QLocale().toString(whole.size())));
}

QString RawJsonView::text() const
{
    return escaped(QString::fromUtf8(QJsonDocument(m_json).toJson()));
}

void RawJsonView::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::ApplicationFontChange)
        m_text->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
}

} // namespace pollux
