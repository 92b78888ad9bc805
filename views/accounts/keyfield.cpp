// SPDX-License-Identifier: Apache-2.0
#include "views/accounts/keyfield.h"

#include "models/text/problemtext.h"
#include "views/style/layouts.h"
#include "views/widgets/fieldmessage.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QToolButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace pollux {

KeyField::KeyField(QWidget *parent)
    : QWidget(parent)
    , m_edit(new QLineEdit(this))
    , m_show(new QToolButton(this))
    , m_message(new FieldMessage(this))
{
    m_edit->setObjectName(u"keyEdit"_s);
    m_edit->setEchoMode(QLineEdit::Password);
    m_edit->setInputMethodHints(Qt::ImhHiddenText | Qt::ImhSensitiveData | Qt::ImhNoPredictiveText |
                                Qt::ImhNoAutoUppercase);
    m_show->setObjectName(u"showKeyButton"_s);
    m_show->setText(tr("Show"));
    m_show->setCheckable(true);
    m_show->setEnabled(false);
    m_show->setFocusPolicy(Qt::StrongFocus);
    m_show->setAccessibleName(tr("Show the key that is being entered"));
    m_show->setToolTip(tr("Show what is being entered"));
    m_message->setObjectName(u"keyMessage"_s);

    auto *line = new QHBoxLayout;
    layouts::fill(line, {{m_edit, 1}, m_show}, theme::grid / 2);
    layouts::fill(new QVBoxLayout(this), {line, m_message}, theme::grid / 2);
    setFocusProxy(m_edit);

    connect(m_show, &QToolButton::toggled, this, &KeyField::setShown);
    connect(m_edit, &QLineEdit::textChanged, this, [this] {
        m_show->setEnabled(hasText());
        if (!hasText())
            m_show->setChecked(false); // the next key is hidden again
        showCheck(false);
        emit textChanged();
    });
}

bool KeyField::hasText() const
{
    return !m_edit->text().isEmpty();
}

ApiKeyCheck KeyField::check() const
{
    return checkedApiKey(m_edit->text());
}

void KeyField::clear()
{
    m_edit->setText({});
    showCheck(false);
}

void KeyField::setReadOnly(bool isReadOnly)
{
    m_edit->setReadOnly(isReadOnly);
    m_edit->setEnabled(!isReadOnly);
}

void KeyField::setHint(const QString &hint)
{
    m_hint = hint;
    showCheck(false);
}

void KeyField::showProblem()
{
    showCheck(true);
    m_edit->setFocus();
    if (const ApiKeyCheck checked = check(); checked.position >= 0)
        m_edit->setSelection(static_cast<int>(checked.position), 1);
}

void KeyField::setShown(bool isShown)
{
    m_edit->setEchoMode(isShown ? QLineEdit::Normal : QLineEdit::Password);
    m_show->setText(isShown ? tr("Hide") : tr("Show"));
}

void KeyField::showCheck(bool alsoEmpty)
{
    const ApiKeyCheck checked = check();
    const bool isProblem =
        checked.problem != ApiKeyProblem::None && (alsoEmpty || checked.problem != ApiKeyProblem::Empty);
    if (isProblem)
        m_message->showProblem(apiKeyProblemText(checked));
    else
        m_message->showHint(m_hint);
}

} // namespace pollux
