// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "views/uploads/uploadsproxymodel.h"

#include <QWidget>

#include <optional>

class QLabel;
class QTabWidget;

namespace pollux {

class FieldList;
class ItemTable;
class UploadTimelineModel;
struct Field;

/// All that is known about one upload: its source and destination, its progress, its full error, and its timeline,
/// which is updated while the upload runs. Everything can be selected and copied as text.
class UploadDetails final : public QWidget {
    Q_OBJECT

public:
    /// `words` must outlive this widget.
    explicit UploadDetails(const UploadsProxyModel &words, QWidget *parent = nullptr);

    /// Without a task the widget asks the user to select an upload.
    void setTask(const std::optional<UploadTask> &task);

    /// All fields and events as plain text, one per line; empty without a task.
    QString text() const;

    QSize sizeHint() const override;

private:
    QWidget *createTimeline();
    QList<Field> fields(const UploadTask &task) const;
    QString explanation(const UploadTask &task) const;
    void copyTimeline() const;

    const UploadsProxyModel &m_words;
    UploadTimelineModel *m_events;
    QLabel *m_empty;
    QTabWidget *m_tabs;
    FieldList *m_fields;
    ItemTable *m_timeline = nullptr;
    bool m_isTimelineAtEnd = true;
};

} // namespace pollux
