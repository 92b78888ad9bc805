// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "views/uploads/uploadsproxymodel.h"

#include <QWidget>

#include <optional>

class QLabel;
class QTableView;
class QTabWidget;

namespace pollux {

class UploadTimelineModel;

/// All that is known about one upload: where it comes from and goes to, how far it is, what went wrong in full, and its
/// timeline, which follows while the upload runs. Everything can be selected and copied as text.
class UploadDetails final : public QWidget {
    Q_OBJECT

public:
    /// `words` must outlive this widget.
    explicit UploadDetails(const UploadsProxyModel &words, const ErrorSentence &errorSentence,
                           QWidget *parent = nullptr);

    /// Nothing: asks for a row to be selected.
    void setTask(const std::optional<UploadTask> &task);

    /// The whole as plain text, one fact or event per line; empty without a task.
    QString text() const;

    QSize sizeHint() const override;

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    struct Fact {
        QString title;
        QString value;
    };

    QWidget *createFacts();
    QTableView *createTimeline();
    QLabel *createValue(QWidget *parent) const;
    static QList<Fact> facts(const UploadTask &task);
    QString explanation(const UploadTask &task) const;
    void copyTimeline() const;

    const UploadsProxyModel &m_words;
    UploadTimelineModel *m_events;
    QLabel *m_empty = nullptr;
    QTabWidget *m_tabs = nullptr;
    QLabel *m_hint = nullptr;
    QLabel *m_explanation = nullptr;
    QList<QLabel *> m_values; // in the order of facts()
    QTableView *m_timeline = nullptr;
    bool m_isTimelineAtEnd = true;
    std::optional<UploadTask> m_task;
};

} // namespace pollux
