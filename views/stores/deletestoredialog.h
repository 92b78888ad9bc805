// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/api/storesclient.h"
#include "models/items/stores/storeremoval.h"

#include <QDialog>

#include <memory>

class QLabel;
class QLineEdit;
class QListWidget;
class QProgressBar;
class QPushButton;

namespace pollux {

class FieldMessage;
class MessageWidget;

/// Deletes a store, after reading what it holds. An empty store needs one confirmation. To delete a store with
/// documents, the user types its name; then the documents are deleted with progress, which can be stopped, those that
/// could not be deleted are listed, and the store is deleted last. Nothing is deleted without confirmation: if the
/// store got documents after the question, the dialog asks again.
///
/// During the deletion of documents, Escape and the close button stop the deletion; used again, they close the dialog.
/// What is deleted by then stays deleted. Show it with open(); accepted means that the store is gone.
class DeleteStoreDialog final : public QDialog {
    Q_OBJECT

public:
    /// `store`: as known so far; the dialog reads it again. The dialog uses the account that the client has at this
    /// time.
    DeleteStoreDialog(const StoresClient &client, const RagStore &store, QWidget *parent = nullptr);
    ~DeleteStoreDialog() override;

    void reject() override;

signals:
    void documentRemoved(const QString &name);

private:
    enum class Stage { Reading, Asking, Deleting, Stopping, Ended };

    void setUpWidgets();
    QWidget *createButtons();
    QString nameToType() const;
    void setStage(Stage stage);
    void readStore();
    void handleStore(const Result<RagStore> &answer);
    bool isNameTyped() const;
    void checkName();
    void begin();
    void handleAnswer(const Result<Nothing> &answer);
    void stop();
    void showProgress();
    void handleEnd();
    void listFailures();

    StoresClient m_client;
    RagStore m_store;
    std::unique_ptr<QObject> m_request; // deleting it aborts the running request
    StoreRemoval m_removal;
    Stage m_stage = Stage::Reading;
    bool m_mustType = false;

    QLabel *m_heading;
    QLabel *m_consequence;
    QLabel *m_counts;
    QLabel *m_typeLabel;
    QLineEdit *m_name;
    FieldMessage *m_nameMessage;
    QProgressBar *m_progress;
    QLabel *m_progressText;
    QListWidget *m_failures;
    MessageWidget *m_notice;
    QPushButton *m_close = nullptr;
    QPushButton *m_stop = nullptr;
    QPushButton *m_delete = nullptr;
};

} // namespace pollux
