// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QElapsedTimer>
#include <QObject>
#include <QTemporaryDir>
#include <QTimer>

#include <functional>
#include <vector>

namespace pollux {

class AppContext;
struct RemoteFile;

/// Plays the main jobs in the real window. Files: lists them, drops three samples, waits for their upload and
/// processing, deletes one. Stores: creates one, drops a text onto it, chooses how it is cut, follows its operation,
/// deletes the document. A step is over when the models show its result; then a picture of the window is saved and a
/// line printed. The tour fails if a step takes too long, or if the status line does not count the rows that its
/// picture shows.
class Tour final : public QObject {
    Q_OBJECT

public:
    /// The context must outlive the tour and run on the demo server. `directory`: for the pictures; made if it is
    /// missing.
    Tour(AppContext &context, const QString &directory, QObject *parent = nullptr);

    void start();

signals:
    /// 0 if every step was seen, else 1.
    void finished(int exitCode);

private:
    struct Step {
        QString name;              ///< also of the picture file
        QString words;             ///< what the step shows, printed when it was seen
        std::function<void()> act; ///< what a user would do; may be empty
        std::function<bool()> isSeen;
    };

    void planFileSteps();
    void planStoreSteps();
    void planLastStep();
    void beginStep();
    void watchStep();
    void finish(const QString &failure);

    static void drag(QWidget &target, const QStringList &paths);
    static void drop(QWidget &target, const QStringList &paths);
    void askForDeletion();
    /// Presses the button of the question that is open, about files or documents.
    static void confirmDeletion();
    /// The file on the server that has the display name of the sample at `path`; its name is empty if there is none.
    RemoteFile fileOf(const QString &path) const;
    bool areAllReady() const;

    void fillStoreDialog();
    void createStore();
    bool isStoreShown() const;
    /// The dialog that asks how the dropped text is cut shows its chunks.
    bool isPreviewShown() const;
    void acceptChunking();
    bool isDocumentActive() const;
    void showOperation();
    bool isOperationDone() const;
    void askForDocumentDeletion();

    bool savePicture(const QString &name) const;

    AppContext &m_context;
    QString m_directory;
    QTemporaryDir m_samples;
    QStringList m_paths;
    std::vector<Step> m_steps;
    std::size_t m_current = 0;
    QString m_deletedName;
    QTimer m_timer;
    QElapsedTimer m_stepClock;
};

} // namespace pollux
