// SPDX-License-Identifier: Apache-2.0
#include "views/palette/commandpalette.h"

#include "views/palette/commandpalettedelegate.h"
#include "views/style/layouts.h"

#include <QAccessible>
#include <QApplication>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPainter>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace pollux {

namespace {

constexpr int maxChars = 90; // width in characters
constexpr int maxRows = 14;
constexpr int leastMargin = 2 * theme::grid; // from the window's edges
constexpr int maxTyped = 200;

} // namespace

CommandPalette::CommandPalette(QWidget *window)
    : QWidget(window)
    , m_model(new CommandPaletteModel(this))
    , m_field(new QLineEdit(this))
    , m_list(new QListView(this))
    , m_nothing(new QLabel(tr("Nothing has this name."), this))
{
    setObjectName(u"commandPalette"_s);
    setAccessibleName(tr("Command palette"));
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::Window);
    m_field->setObjectName(u"commandPaletteField"_s);
    m_field->setAccessibleName(tr("Command, file, store or account"));
    m_field->setPlaceholderText(tr("Type a command or a name"));
    m_field->setMaxLength(maxTyped);
    m_field->installEventFilter(this);
    m_list->setObjectName(u"commandPaletteList"_s);
    m_list->setAccessibleName(tr("Found"));
    m_list->setModel(m_model);
    m_list->setItemDelegate(new CommandPaletteDelegate(m_list));
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setUniformItemSizes(true);
    m_nothing->setAlignment(Qt::AlignCenter);
    setFocusProxy(m_field);
    layouts::fill(new QVBoxLayout(this), {m_field, {m_list, 1}, m_nothing}, theme::grid, theme::grid);
    hide();
    window->installEventFilter(this);
    connect(m_field, &QLineEdit::textChanged, this, &CommandPalette::find);
    connect(m_list, &QListView::clicked, this, &CommandPalette::run);
    connect(qApp, &QApplication::focusChanged, this, &CommandPalette::watchFocus);
}

void CommandPalette::popUp(const QList<PaletteSection> &sections)
{
    QWidget *focus = window()->focusWidget();
    if (focus && !isAncestorOf(focus))
        m_focusBefore = focus;
    m_model->setSections(sections);
    m_field->clear();
    find({});
    raise();
    show();
    m_field->setFocus(Qt::PopupFocusReason);
    announce();
}

void CommandPalette::dismiss()
{
    if (isHidden())
        return;
    // Done before hide(), because Qt moves the focus itself when the palette hides.
    if (m_focusBefore && m_focusBefore->isVisible())
        m_focusBefore->setFocus(Qt::PopupFocusReason);
    hide();
}

void CommandPalette::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    if (!isHidden()) // the event comes from minimizing the window
        return;
    m_model->setSections({}); // frees what their functions capture
    m_field->clear();
}

void CommandPalette::paintEvent(QPaintEvent *)
{
    // A frame drawn by the style would hardly be visible between two areas of the same colour.
    QPainter painter(this);
    painter.setPen(theme::secondaryText(palette()));
    painter.drawRect(rect().adjusted(0, 0, -1, -1));
}

void CommandPalette::watchFocus(QWidget *, QWidget *now)
{
    const bool hasLeft = now && !isAncestorOf(now) && now->window() == window();
    if (hasLeft && isVisible())
        hide();
}

void CommandPalette::find(const QString &typed)
{
    m_model->setTyped(typed);
    const bool isFound = m_model->rowCount() > 0;
    m_list->setVisible(isFound);
    m_nothing->setVisible(!isFound);
    moveTo(m_model->entryRowFrom(0), false);
    fitToWindow();
}

void CommandPalette::moveTo(int row, bool isUpwards)
{
    int target = std::clamp(row, 0, std::max(0, m_model->rowCount() - 1));
    if (isUpwards && target > 0 && !m_model->entryAt(target))
        --target;
    target = m_model->entryRowFrom(target);
    const QModelIndex index = m_model->index(target);
    m_list->setCurrentIndex(index);
    // At the first entry, its heading is scrolled into view too.
    m_list->scrollTo(target == m_model->entryRowFrom(0) ? m_model->index(0) : index);
    announce();
}

/// The focus stays in the field, so the row is reported to screen readers as if it had the focus, as QCompleter does.
void CommandPalette::announce()
{
    const QModelIndex index = m_list->currentIndex();
    m_field->setAccessibleDescription(index.isValid() ? index.data(Qt::AccessibleTextRole).toString()
                                                      : m_nothing->text());
    if (!index.isValid() || !isVisible())
        return;
    QAccessibleEvent event(m_list, QAccessible::Focus);
    event.setChild(index.row());
    QAccessible::updateAccessibility(&event);
}

bool CommandPalette::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == window() && event->type() == QEvent::Resize && !isHidden())
        fitToWindow();
    if (watched != m_field)
        return QWidget::eventFilter(watched, event);
    if (event->type() == QEvent::ShortcutOverride) {
        // Keeps these keys from the shortcuts of the window.
        const auto *key = static_cast<QKeyEvent *>(event);
        const bool isPlain = !(key->modifiers() & (Qt::AltModifier | Qt::MetaModifier));
        if (isPlain && (key->key() == Qt::Key_Escape || key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter)) {
            event->accept();
            return true;
        }
    }
    if (event->type() == QEvent::KeyPress) {
        const auto *key = static_cast<QKeyEvent *>(event);
        return handleKey(key->key(), key->modifiers() & ~Qt::KeypadModifier);
    }
    return QWidget::eventFilter(watched, event);
}

bool CommandPalette::handleKey(int key, Qt::KeyboardModifiers modifiers)
{
    const int row = m_list->currentIndex().row();
    const int rowHeight = std::max(1, m_list->sizeHintForRow(0));
    const int page = std::max(1, m_list->viewport()->height() / rowHeight - 1);
    const int last = m_model->rowCount() - 1;
    const bool isControl = modifiers == Qt::ControlModifier;
    switch (key) {
    case Qt::Key_Escape:
        dismiss();
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        run(m_list->currentIndex());
        return true;
    case Qt::Key_Up: // wraps from the first row to the last
        moveTo(row <= m_model->entryRowFrom(0) ? last : row - 1, true);
        return true;
    case Qt::Key_Down:
        moveTo(row >= last ? 0 : row + 1, false);
        return true;
    case Qt::Key_PageUp:
        moveTo(row - page, true);
        return true;
    case Qt::Key_PageDown:
        moveTo(row + page, false);
        return true;
    case Qt::Key_Home:
    case Qt::Key_End:
        // Without Control these keys move the cursor in the text, if there is any.
        if (!isControl && (modifiers || !m_field->text().isEmpty()))
            return false;
        moveTo(key == Qt::Key_Home ? 0 : last, false);
        return true;
    case Qt::Key_Tab: // keeps the focus in the field
    case Qt::Key_Backtab:
        return true;
    default:
        return false;
    }
}

void CommandPalette::run(const QModelIndex &index)
{
    const PaletteEntry *entry = m_model->entryAt(index.row());
    if (!entry || !entry->enabled || !entry->run)
        return;
    const std::function<void()> kept = entry->run; // dismiss() deletes the entries
    dismiss();
    kept();
}

void CommandPalette::fitToWindow()
{
    const QRect room = parentWidget()->rect().adjusted(leastMargin, leastMargin, -leastMargin, -leastMargin);
    const int wantedWidth = maxChars * fontMetrics().averageCharWidth();
    const int rows = std::clamp(m_model->rowCount(), 1, maxRows);
    const int rowHeight = m_list->isHidden() ? 3 * fontMetrics().height() : m_list->sizeHintForRow(0);
    const int around = m_field->sizeHint().height() + 3 * theme::grid;
    const QSize size = QSize(wantedWidth, around + rows * rowHeight + 1).boundedTo(room.size());
    const int top = room.top() + std::max(0, (room.height() - size.height()) / 6);
    setGeometry({{room.left() + (room.width() - size.width()) / 2, top}, size});
}

} // namespace pollux
