// SPDX-License-Identifier: Apache-2.0
#include "views/widgets/fieldmessage.h"

#include "views/style/theme.h"

#include <QAccessible>
#include <QEvent>

namespace pollux {

FieldMessage::FieldMessage(QWidget *parent)
    : QLabel(parent)
{
    setTextFormat(Qt::PlainText);
    setWordWrap(true);
    hide();
}

void FieldMessage::showText(const QString &text, bool isProblem)
{
    const bool isNews = isProblem && text != this->text();
    m_isProblem = isProblem;
    setText(text);
    applyColor();
    setVisible(!text.isEmpty());
    if (isNews) {
        QAccessibleEvent event(this, QAccessible::Alert);
        QAccessible::updateAccessibility(&event);
    }
}

void FieldMessage::applyColor()
{
    const QPalette inherited = parentWidget() ? parentWidget()->palette() : palette();
    const QColor color =
        m_isProblem ? theme::toneColors(Badge::Tone::Critical, inherited).text : theme::secondaryText(inherited);
    if (palette().color(QPalette::WindowText) == color)
        return;
    QPalette own = inherited;
    own.setColor(QPalette::WindowText, color);
    setPalette(own);
}

void FieldMessage::changeEvent(QEvent *event)
{
    QLabel::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        applyColor();
}

void nameAfterLabel(QWidget &field, const QString &labelText)
{
    QString name = labelText;
    name.remove(u'&');
    while (name.endsWith(u':') || name.endsWith(u' '))
        name.chop(1);
    field.setAccessibleName(name);
}

} // namespace pollux
