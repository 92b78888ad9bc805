// SPDX-License-Identifier: Apache-2.0
#include "views/files/filescontroller.h"

#include "views/files/filedetails.h"
#include "views/files/filespage.h"
#include "views/files/filestable.h"
#include "views/files/openbynamedialog.h"
#include "views/messages/errormessages.h"
#include "views/messages/listnotice.h"
#include "views/messages/messagebar.h"
#include "views/widgets/deletedialog.h"
#include "views/widgets/dialogprompts.h"

#include <QClipboard>
#include <QGuiApplication>

using namespace Qt::StringLiterals;

namespace pollux {

namespace {

// Expiry is shown in minutes; the seconds of the last minute need not be exact.
constexpr std::chrono::seconds clockInterval(30);
constexpr std::chrono::milliseconds detailsDelay(40);

} // namespace

FilesController::FilesController(ApiClient &client, FilesModel &files, UploadQueue &queue, Settings &settings,
                                 const Widgets &widgets)
    : QObject(&widgets.window)
    , m_client(client)
    , m_files(files)
    , m_queue(queue)
    , m_settings(settings)
    , m_widgets(widgets)
{
    new ListNotice(m_files, m_widgets.messages, m_widgets.errors, u"load"_s, this);
    connect(&m_files, &FilesModel::removalFinished, this, &FilesController::reportRemoval);
    connect(&m_queue, &UploadQueue::originLookedUp, &m_widgets.details, &FileDetails::setOrigin);
    m_detailsTimer.setSingleShot(true);
    m_detailsTimer.setInterval(detailsDelay);
    connect(&m_detailsTimer, &QTimer::timeout, this, &FilesController::updateDetails);
    const auto schedule = qOverload<>(&QTimer::start);
    connect(&m_widgets.page.table(), &ItemTable::selectedRowsChanged, &m_detailsTimer, schedule);
    connect(&m_files, &QAbstractItemModel::dataChanged, &m_detailsTimer, schedule);
    connect(&m_files, &QAbstractItemModel::modelReset, &m_detailsTimer, schedule);
    connect(&m_widgets.details, &FileDetails::shown, this, &FilesController::updateDetails);
    connect(&m_clockTimer, &QTimer::timeout, &m_files, &FilesModel::refreshTimes);
    m_clockTimer.start(clockInterval);
}

void FilesController::setProfile(const QString &profileId)
{
    if (m_profileId == profileId)
        return;
    saveLayout();
    m_profileId = profileId;
    m_widgets.page.table().restoreLayout(m_settings.filesLayout(m_profileId));
}

void FilesController::saveLayout()
{
    if (!m_profileId.isEmpty())
        m_settings.setFilesLayout(m_profileId, m_widgets.page.table().saveLayout());
}

QList<RemoteFile> FilesController::selectedFiles() const
{
    return m_widgets.page.table().selectedData<RemoteFile>(FilesModel::FileRole);
}

void FilesController::deleteSelected()
{
    const QList<RemoteFile> files = selectedFiles();
    if (files.isEmpty())
        return;
    QList<DeleteDialog::Item> items;
    for (const RemoteFile &file : files)
        items.append({file.title(), file.name, file.sizeBytes});
    auto *dialog = new DeleteDialog(DeleteDialog::Kind::Files, items, &m_widgets.window);
    if (m_files.loading() != FilesModel::Loading::Complete &&
        files.size() == m_widgets.page.table().model()->rowCount())
        dialog->noteUnloaded();
    connect(dialog, &QDialog::accepted, this,
            [this, names = m_widgets.page.table().selectedNames()] { m_files.remove(names); });
    openDialog(dialog);
}

void FilesController::openByName()
{
    auto *dialog = new OpenByNameDialog(&m_widgets.window);
    connect(dialog, &OpenByNameDialog::openRequested, this, [this, dialog](const QString &name) {
        // Closing the dialog ends the request.
        m_client.getFile(name, dialog, [this, dialog, profileId = m_profileId](const Result<RemoteFile> &file) {
            if (!file.ok()) {
                dialog->showError(file.error());
                return;
            }
            if (profileId == m_profileId)
                showFile(file.value());
            dialog->accept();
        });
    });
    openDialog(dialog);
}

void FilesController::showFile(const RemoteFile &file)
{
    m_files.upsert(file);
    m_widgets.details.show();
    emit filesRequested({file.name});
}

void FilesController::copySelected(QString RemoteFile::*field) const
{
    QStringList texts;
    for (const RemoteFile &file : selectedFiles())
        texts.append(file.*field);
    if (!texts.isEmpty())
        QGuiApplication::clipboard()->setText(texts.join(u'\n'));
}

void FilesController::reportGone(const QString &name)
{
    const int row = m_files.rowOf(name);
    if (row < 0)
        return;
    const QString shownName = m_files.index(row, FilesModel::NameColumn).data().toString();
    m_widgets.messages.add(
        {.kind = MessageBar::Kind::Info, .text = tr("%1 is no longer on the server.").arg(shownName)});
}

void FilesController::updateDetails()
{
    if (!m_widgets.details.isVisible())
        return;
    m_widgets.details.setFiles(selectedFiles());
    if (const QString name = m_widgets.details.shownName(); !name.isEmpty())
        m_queue.lookUpOrigin(name);
}

void FilesController::reportRemoval(const QStringList &removed, const QList<std::pair<QString, ApiError>> &failed)
{
    if (failed.isEmpty()) {
        const QString text = tr("%n files deleted.", nullptr, static_cast<int>(removed.size()));
        m_widgets.messages.add({.kind = MessageBar::Kind::Success, .text = text});
        return;
    }
    m_widgets.errors.addFailures(tr("%n files could not be deleted.", nullptr, static_cast<int>(failed.size())),
                                 failed);
}

} // namespace pollux
