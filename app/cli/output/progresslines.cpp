// SPDX-License-Identifier: Apache-2.0
#include "app/cli/output/progresslines.h"

#include "app/cli/output/textcolumns.h"
#include "models/items/uploads/uploadsmodel.h"
#include "models/text/format.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace pollux {

namespace {

constexpr int maxLines = 10;
// In columns of the terminal.
constexpr int narrowestName = 8;
constexpr int widestName = 40;
constexpr int columnsBesideName = 45;

struct Texts {
    Q_DECLARE_TR_FUNCTIONS(pollux::ProgressLines)
};

QString whatItDoes(const UploadTask &task)
{
    if (task.state != UploadTask::State::Sending)
        return UploadsModel::stateText(task);
    QStringList parts{UploadsModel::columns().displayText(task, UploadsModel::SpeedColumn)};
    if (task.timeLeft)
        parts.append(Texts::tr("%1 left").arg(format::timeLeft(*task.timeLeft)));
    parts.removeAll(QString());
    return parts.isEmpty() ? UploadsModel::stateText(task) : parts.join(", "_L1);
}

QString taskLine(const UploadTask &task, int columns)
{
    const QString rest =
        u"  %1 %2  %3"_s.arg(UploadsModel::columns().displayText(task, UploadsModel::ProgressColumn), 5)
            .arg(format::size(task.size), 9)
            .arg(whatItDoes(task));
    const int nameColumns = std::clamp(columns - columnsBesideName, narrowestName, widestName);
    return textcolumns::cut(textcolumns::fitted(format::singleLine(task.displayName), nameColumns) + rest, columns);
}

QString totalsLine(const QList<const UploadTask *> &tasks, int columns)
{
    qint64 sent = 0;
    qint64 size = 0;
    double speed = 0;
    int arrived = 0;
    for (const UploadTask *task : tasks) {
        const bool isThere = task->state == UploadTask::State::Done || task->state == UploadTask::State::Processing;
        arrived += isThere ? 1 : 0;
        sent += isThere ? task->size : task->bytesHandedOver;
        size += task->size;
        speed += task->bytesPerSecond;
    }
    QString line = Texts::tr("%L1 of %L2 files, %3 of %4")
                       .arg(arrived)
                       .arg(tasks.size())
                       .arg(format::size(sent), format::size(size));
    if (speed > 0)
        line += ", "_L1 + format::speed(speed);
    return textcolumns::cut(line, columns);
}

} // namespace

QStringList progressLines(const QList<const UploadTask *> &tasks, int columns)
{
    QStringList lines;
    for (const UploadTask *task : tasks) {
        const bool isShown = task->isRunning() || task->state == UploadTask::State::Waiting;
        if (isShown && lines.size() < maxLines)
            lines.append(taskLine(*task, columns));
    }
    lines.append(totalsLine(tasks, columns));
    return lines;
}

} // namespace pollux
