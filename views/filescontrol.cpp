// SPDX-License-Identifier: Apache-2.0
#include "views/filescontrol.h"

#include "views/errortext.h"
#include "views/filespage.h"
#include "views/filestable.h"
#include "views/messagebar.h"
#include "views/prompts.h"

#include <QClipboard>
#include <QGuiApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace pollux {

namespace {

constexpr qsizetype mostFailuresInMessage = 3;

const auto loadTopic = u"load"_s;

} // namespace

FilesControl::FilesControl(FilesModel &files, FilesPage &page, MessageBar &messages, Prompts &prompts, QWidget &window)
    : QObject(&window)
    , m_files(files)
    , m_page(page)
    , m_messages(messages)
    , m_prompts(prompts)
    , m_window(window)
{
    connect(&m_files, &FilesModel::loadingChanged, this, &FilesControl::reportLoading);
    connect(&m_files, &FilesModel::removalFinished, this, &FilesControl::reportRemoval);
}

QList<RemoteFile> FilesControl::selectedFiles() const
{
    QList<RemoteFile> files;
    for (const QString &name : m_page.table().selectedNames())
        files.append(m_files.fileAt(m_files.rowOf(name)));
    return files;
}

void FilesControl::deleteSelected()
{
    const QList<RemoteFile> files = selectedFiles();
    if (files.isEmpty())
        return;
    m_prompts.confirmDelete(&m_window, files, [this, names = m_page.table().selectedNames()](bool isConfirmed) {
        if (isConfirmed)
            m_files.remove(names);
    });
}

void FilesControl::copySelected(QString RemoteFile::*field) const
{
    QStringList texts;
    for (const RemoteFile &file : selectedFiles())
        texts.append(file.*field);
    if (!texts.isEmpty())
        QGuiApplication::clipboard()->setText(texts.join(u'\n'));
}

void FilesControl::reportGone(const QString &name)
{
    const int row = m_files.rowOf(name);
    if (row < 0)
        return;
    const QString shownName = m_files.index(row, FilesModel::NameColumn).data().toString();
    m_messages.add({MessageBar::Kind::Info, tr("%1 is no longer on the server.").arg(shownName), {}, {}, {}});
}

void FilesControl::reportRemoval(const QStringList &removed, const QList<std::pair<QString, ApiError>> &failed)
{
    if (failed.isEmpty()) {
        const QString text = tr("%n files deleted.", nullptr, static_cast<int>(removed.size()));
        m_messages.add({MessageBar::Kind::Success, text, {}, {}, {}});
        return;
    }
    QStringList reasons;
    for (const auto &[name, error] : failed.first(std::min(failed.size(), mostFailuresInMessage)))
        reasons.append(tr("%1: %2").arg(name, errorSentence(error)));
    const QString text = tr("%n files could not be deleted. %1", nullptr, static_cast<int>(failed.size()));
    m_messages.add({MessageBar::Kind::Error, text.arg(reasons.join(u' ')), {}, {}, {}});
}

void FilesControl::reportLoading(FilesModel::Loading loading)
{
    if (loading != FilesModel::Loading::Failed || !m_files.loadError()) {
        m_messages.dismiss(loadTopic);
        return;
    }
    // With no rows the page itself says it.
    if (m_files.rowCount() > 0)
        m_messages.add({MessageBar::Kind::Error, errorSentence(*m_files.loadError()), tr("Try Again"),
                        [this] { m_files.retry(); }, loadTopic});
}

} // namespace pollux
