// SPDX-License-Identifier: Apache-2.0
#include "views/widgets/namepatternfield.h"

#include "models/text/preflighttext.h"
#include "views/style/layouts.h"
#include "views/widgets/fieldmessage.h"

#include <QKeyEvent>
#include <QLineEdit>
#include <QVBoxLayout>

namespace pollux {

using namespace Qt::StringLiterals;

NamePatternField::NamePatternField(QWidget *parent)
    : QWidget(parent)
    , m_pattern(new QLineEdit(this))
    , m_message(new FieldMessage(this))
{
    m_pattern->setObjectName(u"namePattern"_s);
    m_pattern->setPlaceholderText(tr("Pattern: {name}, {stem}, {n}, {folder}"));
    // A tool tip of plain text is not wrapped.
    const QString description = tr("{name}: the name of the file\n"
                                   "{stem}: the same without its suffix\n"
                                   "{n}: the number of the file\n"
                                   "{folder}: the name of its folder\n"
                                   "Enter applies the pattern. In the table, F2 edits a single name.");
    m_pattern->setToolTip(description);
    m_pattern->setAccessibleDescription(description);
    m_message->setObjectName(u"namePatternMessage"_s);
    setFocusPolicy(Qt::StrongFocus); // a label's mnemonic passes over a buddy without focus
    setFocusProxy(m_pattern);
    layouts::fill(new QVBoxLayout(this), {m_pattern, m_message}, theme::grid / 4);

    connect(m_pattern, &QLineEdit::textEdited, this, [this] {
        m_isPending = true;
        if (problem().isEmpty())
            m_message->showHint({});
        else
            m_message->showProblem(problem());
        emit edited();
    });
    connect(m_pattern, &QLineEdit::returnPressed, this, &NamePatternField::apply);
    connect(m_pattern, &QLineEdit::editingFinished, this, [this] {
        if (m_isPending)
            apply();
    });
}

QString NamePatternField::problem() const
{
    return preflighttext::patternProblem(m_pattern->text());
}

void NamePatternField::showHint(const QString &text)
{
    m_message->showHint(text);
}

void NamePatternField::setLabelText(const QString &text)
{
    nameAfterLabel(*m_pattern, text);
}

void NamePatternField::apply()
{
    if (m_pattern->text().isEmpty() || !problem().isEmpty())
        return;
    m_isPending = false;
    emit patternEntered(m_pattern->text());
}

void NamePatternField::keyPressEvent(QKeyEvent *event)
{
    QWidget::keyPressEvent(event);
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        event->accept();
}

} // namespace pollux
