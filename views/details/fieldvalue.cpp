// SPDX-License-Identifier: Apache-2.0
#include "views/details/fieldvalue.h"

#include "models/text/format.h"
#include "views/style/icons.h"

#include <QClipboard>
#include <QContextMenuEvent>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QMenu>
#include <QMimeData>
#include <QPainter>
#include <QStyleOptionFocusRect>
#include <QTextDocumentFragment>
#include <QWheelEvent>

#include <cmath>
#include <memory>

namespace pollux {

using namespace Qt::StringLiterals;

namespace {

constexpr int usualChars = 24;
constexpr int minChars = 8;

} // namespace

FieldValue::FieldValue(QWidget *parent)
    : QTextEdit(parent)
{
    setFrameShape(QFrame::NoFrame);
    setReadOnly(true);
    setAcceptRichText(false);
    setAcceptDrops(false);
    setUndoRedoEnabled(false);
    setTabChangesFocus(true);
    setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setWordWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    document()->setDocumentMargin(margin);
    // Not Fixed: the height for the preferred width would become the maximum.
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

void FieldValue::setField(const QString &section, const Field &field)
{
    const bool isNewText = field.value != m_field.value;
    m_field = field;
    if (isNewText) {
        setPlainText(field.value);
        forgetHeight();
    }
    setObjectName(field.name);
    setToolTip(field.toolTip.isEmpty() ? QString() : Qt::convertFromPlainText(field.toolTip));
    QStringList names{section, field.name, field.type};
    names.removeAll(QString());
    const QString line = format::singleLine(QString(field.value).replace(u'\n', u' '));
    setAccessibleName(tr("%1: %2", "name and value of a field").arg(names.join(u' '), line));
    setAccessibleDescription(field.toolTip);
}

void FieldValue::deselect()
{
    moveCursor(QTextCursor::Start);
}

void FieldValue::copyValue() const
{
    const QString selected = textCursor().selection().toPlainText();
    QGuiApplication::clipboard()->setText(selected.isEmpty() ? m_field.value : selected);
}

void FieldValue::copyExact() const
{
    QGuiApplication::clipboard()->setText(m_field.exact.isEmpty() ? m_field.value : m_field.exact);
}

int FieldValue::heightForWidth(int width) const
{
    if (width == m_measuredWidth)
        return m_measuredHeight;
    // A copy: the shown document is laid out for the width that the widget has now.
    const std::unique_ptr<QTextDocument> copy(document()->clone());
    copy->setDefaultFont(font());
    copy->setTextWidth(width);
    m_measuredWidth = width;
    m_measuredHeight = static_cast<int>(std::ceil(copy->size().height()));
    return m_measuredHeight;
}

QSize FieldValue::sizeHint() const
{
    const int width = usualChars * fontMetrics().averageCharWidth();
    return {width, heightForWidth(width)};
}

QSize FieldValue::minimumSizeHint() const
{
    return {minChars * fontMetrics().averageCharWidth(), fontMetrics().height() + 2 * margin};
}

void FieldValue::forgetHeight()
{
    m_measuredWidth = -1;
    updateGeometry();
}

bool FieldValue::event(QEvent *event)
{
    // Otherwise the window's action with this shortcut, which copies files, would be triggered.
    if (event->type() == QEvent::ShortcutOverride && static_cast<QKeyEvent *>(event)->matches(QKeySequence::Copy)) {
        event->accept();
        return true;
    }
    return QTextEdit::event(event);
}

void FieldValue::changeEvent(QEvent *event)
{
    QTextEdit::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange)
        forgetHeight();
}

void FieldValue::contextMenuEvent(QContextMenuEvent *event)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const bool isPart = textCursor().hasSelection();
    menu->addAction(icon(IconName::Copy), isPart ? tr("&Copy Selection") : tr("&Copy Value"), this,
                    &FieldValue::copyValue)
        ->setShortcut(QKeySequence::Copy);
    QAction *exact = menu->addAction(icon(IconName::Copy), tr("Copy as &Sent"), this, &FieldValue::copyExact);
    exact->setEnabled(!m_field.exact.isEmpty());
    menu->addSeparator();
    menu->addAction(tr("Select &All"), this, &QTextEdit::selectAll)->setShortcut(QKeySequence::SelectAll);
    const bool isKeyboard = event->reason() == QContextMenuEvent::Keyboard;
    menu->popup(isKeyboard ? mapToGlobal(rect().bottomLeft()) : event->globalPos());
}

void FieldValue::keyPressEvent(QKeyEvent *event)
{
    if (!event->matches(QKeySequence::Copy)) {
        QTextEdit::keyPressEvent(event);
        return;
    }
    event->accept();
    copyValue();
}

void FieldValue::paintEvent(QPaintEvent *event)
{
    QTextEdit::paintEvent(event);
    if (!hasFocus())
        return;
    QPainter painter(viewport());
    QStyleOptionFocusRect option;
    option.initFrom(viewport());
    option.state |= QStyle::State_KeyboardFocusChange; // some styles hide it otherwise
    option.backgroundColor = palette().color(QPalette::Base);
    style()->drawPrimitive(QStyle::PE_FrameFocusRect, &option, &painter, this);
}

void FieldValue::wheelEvent(QWheelEvent *event)
{
    event->ignore(); // nothing to scroll here: the list around it scrolls
}

QMimeData *FieldValue::createMimeDataFromSelection() const
{
    auto *mime = new QMimeData;
    mime->setText(textCursor().selection().toPlainText());
    return mime;
}

} // namespace pollux
