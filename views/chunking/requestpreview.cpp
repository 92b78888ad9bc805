// SPDX-License-Identifier: Apache-2.0
#include "views/chunking/requestpreview.h"

#include "views/style/icons.h"
#include "views/style/theme.h"

#include <QClipboard>
#include <QFontDatabase>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QJsonDocument>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace pollux {

namespace {

constexpr int shownLines = 8;

} // namespace

RequestPreview::RequestPreview(QWidget *parent)
    : QWidget(parent)
    , m_toggle(new QToolButton(this))
    , m_copy(new QPushButton(icon(IconName::Copy), tr("C&opy"), this))
    , m_text(new QPlainTextEdit(this))
{
    m_toggle->setObjectName(u"requestToggle"_s);
    m_toggle->setText(tr("&Request as JSON"));
    m_toggle->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_toggle->setAutoRaise(true);
    m_toggle->setCheckable(true);
    m_toggle->setFocusPolicy(Qt::StrongFocus);
    m_copy->setObjectName(u"copyRequest"_s);
    m_copy->setAccessibleName(tr("Copy the request"));
    m_copy->setAutoDefault(false);
    m_text->setObjectName(u"request"_s);
    m_text->setAccessibleName(tr("Body of the request for the selected file"));
    m_text->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_text->setReadOnly(true);
    m_text->setTabChangesFocus(true);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_text->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_text->setFixedHeight(shownLines * m_text->fontMetrics().lineSpacing() + 2 * theme::grid);

    auto *head = new QHBoxLayout;
    head->setSpacing(theme::grid);
    head->addWidget(m_toggle);
    head->addStretch();
    head->addWidget(m_copy);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(theme::grid / 2);
    layout->addLayout(head);
    layout->addWidget(m_text);
    connect(m_toggle, &QToolButton::toggled, this, &RequestPreview::setOpen);
    connect(m_copy, &QPushButton::clicked, this, &RequestPreview::copy);
    setOpen(false);
}

void RequestPreview::setOpen(bool isOpen)
{
    m_toggle->setArrowType(isOpen ? Qt::DownArrow : Qt::RightArrow);
    m_copy->setVisible(isOpen);
    m_text->setVisible(isOpen);
}

void RequestPreview::setBody(const QJsonObject &body)
{
    const QString text = QString::fromUtf8(QJsonDocument(body).toJson(QJsonDocument::Indented)).trimmed();
    if (text != m_text->toPlainText())
        m_text->setPlainText(text);
    m_copy->setEnabled(true);
}

void RequestPreview::setProblem(const QString &text)
{
    m_text->clear();
    m_text->setPlaceholderText(text);
    m_copy->setEnabled(false);
}

QString RequestPreview::text() const
{
    return m_text->toPlainText();
}

void RequestPreview::copy()
{
    QGuiApplication::clipboard()->setText(text());
}

} // namespace pollux
