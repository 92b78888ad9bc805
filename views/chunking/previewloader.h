// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/chunking/textindex.h"

#include <QFutureWatcher>
#include <QObject>
#include <QPromise>
#include <QThreadPool>

#include <memory>

namespace pollux {

/// Why a local file's text cannot be shown.
enum class PreviewProblem {
    None,
    Unreadable, ///< missing, not a regular file, no permission, or a read error
    TooLarge,   ///< above maxChunkedTextSize
    Changed,    ///< written to or replaced while it was read
    NotText,    ///< NUL bytes at its beginning
};

/// True if the service takes a file of this type as plain text, so that its bytes can be shown: text/* without RTF,
/// JSON, XML, and source code. False for PDF, office and media.
bool isPreviewedAsText(const QString &mimeType);

/// Reads a local text file in a worker thread: first its beginning, so that a screen can be filled at once, then the
/// whole. The text is UTF-8 without a byte order mark; UTF-16 with a byte order mark is converted.
///
/// Signals are emitted from the event loop of the loader's thread. May be deleted at any time, without waiting for the
/// worker.
class PreviewLoader final : public QObject {
    Q_OBJECT

public:
    static constexpr qsizetype firstPiece = qsizetype{64} * 1024; ///< bytes of the file

    /// The pool must outlive the loader.
    explicit PreviewLoader(QThreadPool &pool = *QThreadPool::globalInstance());
    ~PreviewLoader() override;

    /// Cancels a running load.
    void load(const QString &path);
    /// No signal follows.
    void cancel();

signals:
    /// The beginning of the text, cut between words; only for a file larger than firstPiece, and always before loaded()
    /// or failed().
    void began(const std::shared_ptr<const pollux::TextIndex> &beginning);
    void loaded(const std::shared_ptr<const pollux::TextIndex> &whole);
    void failed(pollux::PreviewProblem problem);

private:
    struct Reading {
        std::shared_ptr<const TextIndex> text = nullptr;
        bool isWhole = false;
        PreviewProblem problem = PreviewProblem::None;
    };

    static void read(QPromise<Reading> &promise, const QString &path);
    void handleReading(Reading reading);

    QThreadPool &m_pool;
    QFutureWatcher<Reading> m_watcher;
};

} // namespace pollux
