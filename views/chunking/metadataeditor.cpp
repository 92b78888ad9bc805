// SPDX-License-Identifier: Apache-2.0
#include "views/chunking/metadataeditor.h"

#include "models/text/storetext.h"
#include "views/chunking/metadatarow.h"
#include "views/style/layouts.h"
#include "views/widgets/fieldmessage.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

namespace pollux {

using namespace Qt::StringLiterals;

MetadataEditor::MetadataEditor(QWidget *parent)
    : QWidget(parent)
    , m_scroll(new QScrollArea(this))
    , m_count(layouts::createText({}, this))
    , m_message(new FieldMessage(this))
    , m_add(layouts::createButton(tr("&Add entry"), u"addEntry"_s, this))
    , m_apply(layouts::createButton(tr("App&ly to all files"), u"applyToAll"_s, this))
{
    m_count->setObjectName(u"metadataCount"_s);
    m_message->setObjectName(u"metadataMessage"_s);
    auto *rows = new QWidget(m_scroll);
    m_rowsLayout = new QVBoxLayout(rows);
    m_rowsLayout->setContentsMargins(0, 0, theme::grid, 0);
    m_rowsLayout->setSpacing(theme::grid);
    m_rowsLayout->addStretch();
    m_scroll->setWidget(rows);
    // Transparent: the page of a tab has a colour of its own.
    rows->setAutoFillBackground(false);
    m_scroll->viewport()->setAutoFillBackground(false);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setFocusPolicy(Qt::NoFocus);

    QPushButton *paste = layouts::createButton(tr("&Paste lines"), u"pasteLines"_s, this);
    paste->setToolTip(tr("Makes an entry of each copied line: key, tab, value"));
    auto *buttons = new QHBoxLayout;
    layouts::fill(buttons, {m_add, paste, m_apply, {}, m_count});
    auto *layout = new QVBoxLayout(this);
    layout->setSpacing(theme::grid);
    layout->addWidget(m_message);
    layout->addWidget(m_scroll, 1);
    layout->addLayout(buttons);

    connect(m_add, &QPushButton::clicked, this, &MetadataEditor::addEntry);
    connect(paste, &QPushButton::clicked, this, [this] { pasteLines(QGuiApplication::clipboard()->text()); });
    connect(m_apply, &QPushButton::clicked, this, &MetadataEditor::applyToAllRequested);
    setApplyToAll(false, false);
    refresh();
}

void MetadataEditor::setDrafts(const QList<MetadataDraft> &drafts)
{
    if (drafts == this->drafts())
        return;
    while (m_rows.size() > drafts.size())
        delete m_rows.takeLast();
    for (qsizetype index = 0; index < m_rows.size(); ++index)
        m_rows.at(index)->setDraft(drafts.at(index));
    while (m_rows.size() < drafts.size())
        addRow(drafts.at(m_rows.size()));
    refresh();
}

QList<MetadataDraft> MetadataEditor::drafts() const
{
    QList<MetadataDraft> drafts;
    for (const MetadataRow *row : m_rows)
        drafts.append(row->draft());
    return drafts;
}

void MetadataEditor::setApplyToAll(bool isOffered, bool isEnabled)
{
    m_apply->setVisible(isOffered);
    m_apply->setEnabled(isEnabled);
}

void MetadataEditor::addRow(const MetadataDraft &draft)
{
    auto *row = new MetadataRow(m_scroll->widget());
    row->setDraft(draft);
    connect(row, &MetadataRow::edited, this, &MetadataEditor::handleEdit);
    connect(row, &MetadataRow::removeRequested, this, [this, row] { removeRow(row); });
    connect(row, &MetadataRow::finished, this, [this, row] { goOnAfter(row); });
    connect(row, &MetadataRow::linesPasted, this, &MetadataEditor::pasteLines);
    m_rowsLayout->insertWidget(static_cast<int>(m_rows.size()), row);
    m_rows.append(row);
    row->setNumber(static_cast<int>(m_rows.size()));
    // The layout would show it later, and a hidden widget gets no focus.
    row->show();
}

void MetadataEditor::addEntry()
{
    addRow({});
    MetadataRow *row = m_rows.constLast();
    handleEdit();
    m_scroll->widget()->adjustSize();
    row->setFocus();
    m_scroll->ensureWidgetVisible(row);
}

void MetadataEditor::removeRow(MetadataRow *row)
{
    const qsizetype place = m_rows.indexOf(row);
    m_rows.removeAt(place);
    // Not deleted at once: a signal of its button is being handled.
    row->hide();
    row->deleteLater();
    for (qsizetype index = place; index < m_rows.size(); ++index)
        m_rows.at(index)->setNumber(static_cast<int>(index) + 1);
    if (m_rows.isEmpty())
        m_add->setFocus();
    else
        m_rows.at(qMin(place, m_rows.size() - 1))->setFocus();
    handleEdit();
}

/// Focuses the next entry, or a new one unless it would follow a blank one.
void MetadataEditor::goOnAfter(MetadataRow *row)
{
    const qsizetype next = m_rows.indexOf(row) + 1;
    if (next < m_rows.size())
        m_rows.at(next)->setFocus();
    else if (!row->draft().isBlank())
        addEntry();
}

/// Adds the pasted entries and removes blank rows.
void MetadataEditor::pasteLines(const QString &text)
{
    const QList<MetadataDraft> pasted = draftsFromLines(text);
    if (pasted.isEmpty())
        return m_message->showProblem(
            tr("The clipboard holds no lines of text. Copy lines of key, tab and value first."));
    if (pasted.size() > maxPasted)
        return m_message->showProblem(
            tr("The clipboard holds %1 lines; a document takes at most %2 entries of metadata.")
                .arg(pasted.size())
                .arg(maxMetadata));
    QList<MetadataDraft> all = drafts();
    all.removeIf([](const MetadataDraft &draft) { return draft.isBlank(); });
    setDrafts(all + pasted);
    handleEdit();
    m_rows.constLast()->setFocus();
}

void MetadataEditor::handleEdit()
{
    refresh();
    emit edited();
}

void MetadataEditor::refresh()
{
    const QList<CustomMetadata> entries = entriesOf(drafts());
    const MetadataFault fault = faultOf(entries);
    for (qsizetype index = 0; index < m_rows.size(); ++index)
        m_rows.at(index)->setProblem(index == fault.index ? storetext::problemText(fault, entries) : QString());
    m_count->setText(tr("%1 of %2 entries").arg(entries.size()).arg(maxMetadata));
    m_message->showHint(entries.isEmpty() ? tr("Metadata are sent with each document, and can be searched by later. "
                                               "There are none so far.")
                                          : QString());
}

} // namespace pollux
