// SPDX-License-Identifier: Apache-2.0
#include "app/tour.h"

#include "app/appcontext.h"
#include "app/statuscheck.h"
#include "app/toursamples.h"
#include "views/files/filespage.h"
#include "views/files/filestable.h"
#include "views/style/theme.h"
#include "views/widgets/dropoverlay.h"
#include "views/window/sidebar.h"
#include "views/window/windowactions.h"

#include <QAction>
#include <QApplication>
#include <QDir>
#include <QDropEvent>
#include <QMimeData>
#include <QPainter>
#include <QPushButton>
#include <QTextStream>
#include <QUrl>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace pollux {

namespace {

constexpr std::chrono::milliseconds watchInterval(40);
constexpr std::chrono::milliseconds maxStep(60'000);
constexpr QSize windowSize(1280, 760);

void say(const QString &line)
{
    QTextStream(stdout) << line << Qt::endl;
}

std::unique_ptr<QMimeData> fileUrls(const QStringList &paths)
{
    auto data = std::make_unique<QMimeData>();
    QList<QUrl> urls;
    for (const QString &path : paths)
        urls.append(QUrl::fromLocalFile(path));
    data->setUrls(urls);
    return data;
}

} // namespace

Tour::Tour(AppContext &context, const QString &directory, QObject *parent)
    : QObject(parent)
    , m_context(context)
    , m_directory(directory)
{
    m_timer.setInterval(watchInterval);
    connect(&m_timer, &QTimer::timeout, this, &Tour::watchStep);
}

void Tour::start()
{
    m_paths = writeTourSamples(m_samples.path());
    if (m_paths.isEmpty()) {
        finish(tr("the sample files could not be written"));
        return;
    }
    if (!QDir().mkpath(m_directory)) {
        finish(tr("the folder %1 could not be made").arg(m_directory));
        return;
    }
    QApplication::setPalette(theme::lightPalette());
    m_context.window().resize(windowSize);
    planFileSteps();
    planStoreSteps();
    planLastStep();
    beginStep();
}

void Tour::planFileSteps()
{
    const FilesModel &files = m_context.files();
    const UploadQueue &queue = m_context.queue();
    const auto isUploading = [&queue] {
        for (int row = 0; row < queue.count(); ++row) {
            if (queue.taskAt(row).bytesPerSecond > 0 && !queue.taskAt(row).isFinished())
                return true;
        }
        return false;
    };
    const auto isProcessing = [this] { return fileOf(m_paths.last()).state == RemoteFile::State::Processing; };
    m_steps = {
        {u"01-list"_s,
         tr("the list of the server's files"),
         {},
         [&files] { return files.rowCount() > 0 && files.loading() == FilesModel::Loading::Complete; }},
        {u"02-drag"_s, tr("three files dragged over the window"), [this] { drag(m_context.window(), m_paths); },
         [this] { return !m_context.window().dropOverlay().sentence().isEmpty(); }},
        {u"03-uploading"_s, tr("upload progress"), [this] { drop(m_context.window(), m_paths); }, isUploading},
        {u"04-processing"_s, tr("the video PROCESSING on the server"), {}, isProcessing},
        {u"05-ready"_s, tr("each file ACTIVE or FAILED"), {}, [this] { return areAllReady(); }},
        {u"06-delete"_s, tr("the question before deleting a file"), [this] { askForDeletion(); },
         [] { return QApplication::activeModalWidget() != nullptr; }},
        {u"07-deleted"_s, tr("the deleted file gone from the list"), &Tour::confirmDeletion,
         [this, &files] { return files.rowOf(m_deletedName) < 0; }},
    };
}

void Tour::planLastStep()
{
    const auto showFilesInDark = [this] {
        m_context.window().findChild<Sidebar *>()->chooseFiles();
        QApplication::setPalette(theme::darkPalette());
    };
    m_steps.push_back({u"15-dark"_s, tr("the files in dark"), showFilesInDark,
                       [this] { return m_context.window().filesPage().isVisible(); }});
}

void Tour::beginStep()
{
    m_stepClock.start();
    const Step &step = m_steps.at(m_current);
    if (step.act)
        step.act();
    m_timer.start();
}

void Tour::watchStep()
{
    const Step &step = m_steps.at(m_current);
    if (!step.isSeen()) {
        if (m_stepClock.elapsed() > maxStep.count())
            finish(tr("not seen within %1 s: %2").arg(maxStep.count() / 1000).arg(step.words));
        return;
    }
    m_timer.stop();
    if (!savePicture(step.name)) {
        finish(tr("the picture %1 could not be written").arg(step.name));
        return;
    }
    if (const QString problem = statusProblem(m_context.window()); !problem.isEmpty()) {
        finish(tr("%1: %2", "name of a picture, what is wrong in it").arg(step.name, problem));
        return;
    }
    say(tr("seen: %1").arg(step.words));
    if (++m_current == m_steps.size())
        finish({});
    else
        beginStep();
}

void Tour::finish(const QString &failure)
{
    m_timer.stop();
    if (failure.isEmpty())
        say(tr("tour complete: %1 steps, pictures in %2")
                .arg(m_steps.size())
                .arg(QDir::toNativeSeparators(m_directory)));
    else
        say(tr("tour failed: %1").arg(failure));
    emit finished(failure.isEmpty() ? 0 : 1);
}

void Tour::drag(QWidget &target, const QStringList &paths)
{
    const auto data = fileUrls(paths);
    QDragEnterEvent event(target.rect().center(), Qt::CopyAction, data.get(), Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(&target, &event);
}

void Tour::drop(QWidget &target, const QStringList &paths)
{
    const auto data = fileUrls(paths);
    QDropEvent event(QRectF(target.rect()).center(), Qt::CopyAction, data.get(), Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(&target, &event);
}

void Tour::askForDeletion()
{
    m_deletedName = fileOf(m_paths.first()).name;
    FilesTable &table = m_context.window().filesPage().table();
    table.selectNames({m_deletedName});
    m_context.window().actions().remove->trigger();
}

void Tour::confirmDeletion()
{
    if (auto *button = QApplication::activeModalWidget()->findChild<QPushButton *>(u"deleteButton"_s))
        button->click();
}

RemoteFile Tour::fileOf(const QString &path) const
{
    const FilesModel &files = m_context.files();
    for (int row = 0; row < files.rowCount(); ++row) {
        if (files.fileAt(row).displayName == QFileInfo(path).fileName())
            return files.fileAt(row);
    }
    return {};
}

bool Tour::areAllReady() const
{
    return std::ranges::all_of(m_paths, [this](const QString &path) {
        const RemoteFile::State state = fileOf(path).state;
        return state == RemoteFile::State::Active || state == RemoteFile::State::Failed;
    });
}

bool Tour::savePicture(const QString &name) const
{
    MainWindow &window = m_context.window();
    // New texts have their places before the picture is taken.
    QCoreApplication::sendPostedEvents(nullptr, QEvent::LayoutRequest);
    QPixmap picture = window.grab();
    if (QWidget *dialog = QApplication::activeModalWidget()) {
        // A dialog is a window of its own, so it is painted into the picture where it is on the screen. One that is
        // larger than the window makes the picture larger.
        const QRect place(window.mapFromGlobal(dialog->mapToGlobal(QPoint())), dialog->size());
        const QRect shown = window.rect().united(place);
        QPixmap both(shown.size() * picture.devicePixelRatio());
        both.setDevicePixelRatio(picture.devicePixelRatio());
        both.fill(window.palette().color(QPalette::Window));
        QPainter painter(&both);
        painter.drawPixmap(-shown.topLeft(), picture);
        painter.drawPixmap(place.topLeft() - shown.topLeft(), dialog->grab());
        painter.end();
        picture = both;
    }
    return picture.save(QDir(m_directory).filePath(name + ".png"_L1));
}

} // namespace pollux
