// SPDX-License-Identifier: Apache-2.0
#include "views/chunking/requestpreview.h"

#include "views/style/layouts.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QJsonDocument>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

namespace pollux {

using namespace Qt::StringLiterals;

namespace {

constexpr int minLines = 4;
constexpr int maxLines = 24;

} // namespace

RequestPreview::RequestPreview(QWidget *parent)
    : QWidget(parent)
    , m_toggle(new QToolButton(this))
    , m_copy(layouts::createButton(tr("C&opy"), u"copyRequest"_s, this))
    , m_text(layouts::createTextView(u"request"_s, tr("Body of the request"), this))
{
    m_toggle->setObjectName(u"requestToggle"_s);
    m_toggle->setText(tr("&Request as JSON"));
    m_toggle->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_toggle->setAutoRaise(true);
    m_toggle->setCheckable(true);
    m_toggle->setFocusPolicy(Qt::StrongFocus);
    m_copy->setIcon(icon(IconName::Copy));
    m_copy->setAccessibleName(tr("Copy the request"));
    m_text->setLineWrapMode(QPlainTextEdit::NoWrap);
    // It takes no more than what is free: the lists above it stay usable.
    m_text->setMinimumHeight(minLines * m_text->fontMetrics().lineSpacing() + 2 * theme::grid);
    m_text->setMaximumHeight(maxLines * m_text->fontMetrics().lineSpacing() + 2 * theme::grid);

    auto *head = new QHBoxLayout;
    layouts::fill(head, {m_toggle, {}, m_copy});
    layouts::fill(new QVBoxLayout(this), {head, m_text}, theme::grid / 2);
    connect(m_toggle, &QToolButton::toggled, this, &RequestPreview::setOpen);
    connect(m_copy, &QPushButton::clicked, this,
            [this] { QGuiApplication::clipboard()->setText(m_text->toPlainText()); });
    setOpen(false);
}

void RequestPreview::setOpen(bool isOpen)
{
    m_toggle->setArrowType(isOpen ? Qt::DownArrow : Qt::RightArrow);
    m_copy->setVisible(isOpen);
    m_text->setVisible(isOpen);
}

void RequestPreview::fillHeight()
{
    auto *column = static_cast<QVBoxLayout *>(layout());
    m_text->setMaximumHeight(QWIDGETSIZE_MAX);
    column->setStretchFactor(m_text, 1);
    column->addStretch(); // keeps the button at the top while the JSON is hidden
    m_toggle->setChecked(true);
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

} // namespace pollux
