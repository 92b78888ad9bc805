// SPDX-License-Identifier: Apache-2.0
#include "views/chunking/documentsettingspane.h"

#include "models/api/storesclient.h"
#include "models/text/storetext.h"
#include "views/chunking/chunkingeditor.h"
#include "views/chunking/chunkpreview.h"
#include "views/chunking/metadataeditor.h"
#include "views/chunking/requestpreview.h"
#include "views/messages/placeholdermessage.h"
#include "views/style/layouts.h"

#include <QCheckBox>
#include <QStackedWidget>
#include <QTabWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace pollux {

using namespace Qt::StringLiterals;

namespace {

constexpr int chunkingTab = 0;
constexpr int metadataTab = 1;

QIcon tabIcon(const DocumentSettings &settings)
{
    return settings.problem().isEmpty() ? QIcon() : icon(IconName::Warning);
}

} // namespace

DocumentSettingsPane::DocumentSettingsPane(DocumentSourcesModel &model, ChunkingMemory &memory, QWidget *parent)
    : QWidget(parent)
    , m_model(model)
    , m_own(new QCheckBox(tr("O&wn settings for the selected files"), this))
    , m_tabs(new QTabWidget(this))
    , m_metadata(new MetadataEditor(m_tabs))
    , m_request(new RequestPreview(this))
{
    m_own->setObjectName(u"ownSettings"_s);
    m_own->setVisible(model.rowCount() > 1);
    m_tabs->setObjectName(u"settingsTabs"_s);
    m_tabs->setAccessibleName(tr("Settings"));
    m_tabs->addTab(createChunkingPage(memory), tr("&Chunks"));
    m_tabs->addTab(m_metadata, tr("&Metadata"));
    layouts::fill(new QVBoxLayout(this), {m_own, {m_tabs, 1}, m_request});

    connect(m_own, &QCheckBox::clicked, this, [this](bool isOwn) {
        m_model.setOwnSettings(m_rows, isOwn ? std::optional(shownSettings()) : std::nullopt);
    });
    connect(m_chunking, &ChunkingEditor::edited, this, &DocumentSettingsPane::handleChunking);
    connect(m_metadata, &MetadataEditor::edited, this, [this] {
        DocumentSettings settings = shownSettings();
        settings.metadata = m_metadata->drafts();
        writeSettings(settings);
    });
    connect(m_metadata, &MetadataEditor::applyToAllRequested, this,
            [this] { m_model.setMetadataOfAll(m_metadata->drafts()); });
    connect(&model, &DocumentSourcesModel::changed, this, &DocumentSettingsPane::refresh);
}

QWidget *DocumentSettingsPane::createChunkingPage(ChunkingMemory &memory)
{
    auto *page = new QWidget(m_tabs);
    m_chunking = new ChunkingEditor(memory, page);
    m_previewPages = new QStackedWidget(page);
    m_preview = new ChunkPreview(m_previewPages);
    m_noPreview = new PlaceholderMessage(m_previewPages);
    m_noPreview->setContent({.icon = IconName::Server,
                             .title = tr("No preview"),
                             .sentence = tr("The file is on the server, and its text cannot be read from there.")});
    m_previewPages->addWidget(m_preview);
    m_previewPages->addWidget(m_noPreview);
    auto *layout = new QVBoxLayout(page);
    layout->setSpacing(theme::grid);
    layout->addWidget(m_chunking);
    layout->addWidget(m_previewPages, 1);
    return page;
}

void DocumentSettingsPane::setRows(const QList<int> &rows, int current)
{
    m_rows = rows;
    m_current = current;
    refresh();
}

bool DocumentSettingsPane::isMarking(const QString &problem) const
{
    return !problem.isEmpty() && shownSettings().problem() == problem;
}

const DocumentSettings &DocumentSettingsPane::shownSettings() const
{
    return m_current < 0 ? m_model.sharedSettings() : m_model.settingsAt(m_current);
}

DocumentSource DocumentSettingsPane::shownSource() const
{
    return m_current < 0 ? DocumentSource() : m_model.sourceAt(m_current);
}

bool DocumentSettingsPane::areMixed() const
{
    return !std::ranges::all_of(m_rows, [this](int row) {
        return m_model.hasOwnSettings(row) == m_model.hasOwnSettings(m_current) &&
               m_model.settingsAt(row) == m_model.settingsAt(m_current);
    });
}

void DocumentSettingsPane::handleChunking()
{
    DocumentSettings settings = shownSettings();
    settings.isServiceDefault = m_chunking->isServiceDefault();
    settings.numbers = m_chunking->numbers();
    emit chunkingEdited();
    writeSettings(settings);
}

void DocumentSettingsPane::writeSettings(const DocumentSettings &settings)
{
    if (m_current >= 0 && m_model.hasOwnSettings(m_current))
        m_model.setOwnSettings(m_rows, settings);
    else
        m_model.setSharedSettings(settings);
}

void DocumentSettingsPane::refresh()
{
    const DocumentSettings &settings = shownSettings();
    m_chunking->setNumbers(settings.numbers, settings.isServiceDefault);
    m_metadata->setDrafts(settings.metadata);
    const qsizetype entries = entriesOf(settings.metadata).size();
    m_tabs->setTabText(metadataTab, entries == 0 ? tr("&Metadata") : tr("&Metadata (%1)").arg(entries));
    DocumentSettings chunkingOnly = settings;
    chunkingOnly.metadata.clear();
    DocumentSettings metadataOnly = settings;
    metadataOnly.isServiceDefault = true;
    m_tabs->setTabIcon(chunkingTab, tabIcon(chunkingOnly));
    m_tabs->setTabIcon(metadataTab, tabIcon(metadataOnly));
    refreshOwn();
    refreshPreview();
    refreshRequest();
}

void DocumentSettingsPane::refreshOwn()
{
    const bool isMixed = areMixed();
    const bool isOwn = m_current >= 0 && m_model.hasOwnSettings(m_current);
    m_own->setEnabled(m_current >= 0);
    m_own->setTristate(isMixed);
    m_own->setCheckState(isMixed ? Qt::PartiallyChecked : isOwn ? Qt::Checked : Qt::Unchecked);
    m_own->setToolTip(isMixed ? tr("The selected files have different settings.") : QString());
    m_chunking->setEnabled(!isMixed);
    m_metadata->setEnabled(!isMixed);
    m_metadata->setApplyToAll(m_model.rowCount() > 1, isOwn);
}

void DocumentSettingsPane::refreshPreview()
{
    m_preview->setConfig(shownSettings().choice().config);
    const DocumentSource source = shownSource();
    m_previewPages->setCurrentIndex(source.fileName.isEmpty() ? 0 : 1);
    const bool isShown = !source.file.path.isEmpty() && !m_model.isRefused(m_current);
    const QString previewed = isShown ? source.file.path + u'\n' + source.file.mimeType : QString();
    if (previewed == m_previewed)
        return;
    m_previewed = previewed;
    if (isShown)
        m_preview->setFile(source.file.path, source.file.mimeType);
    else
        m_preview->clear();
}

void DocumentSettingsPane::refreshRequest()
{
    const DocumentSettings &settings = shownSettings();
    QString problem;
    if (!settings.problem().isEmpty())
        problem = tr("There is a request once the settings are right.");
    if (m_current < 0)
        problem = tr("No file is selected.");
    else if (m_model.isRefused(m_current))
        problem = tr("This file is left out, and nothing is sent.");
    else if (problem.isEmpty())
        problem = m_model.nameProblem(m_current);
    if (!problem.isEmpty())
        return m_request->setProblem(problem);
    // The store is in the URL, not in the body.
    const StoreUpload upload{{}, entriesOf(settings.metadata), settings.choice().config};
    const DocumentSource source = shownSource();
    QJsonObject body = storeUploadBody(upload, source.fileName.isEmpty() ? source.file.displayName : QString(),
                                       source.file.isMimeTypeChosen ? source.file.mimeType : QString());
    if (!source.fileName.isEmpty())
        body.insert("fileName"_L1, source.fileName); // as StoresClient::importFile() does (contract 1.7)
    m_request->setBody(body);
}

} // namespace pollux
