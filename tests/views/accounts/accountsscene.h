// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/views/scriptedprompts.h"
#include "views/accounts/accountlist.h"
#include "views/accounts/accountsdialog.h"

#include <QLabel>
#include <QLineEdit>
#include <QNetworkAccessManager>
#include <QPushButton>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

#include <memory>

namespace pollux {

using namespace Qt::StringLiterals;

inline const QByteArray canaryKey = "AIzaSyCANARY0123456789abcdefghijklmnopq"_ba;
inline const QByteArray noFiles = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}"_ba;

/// Gives one answer to every list request, one to the start of an upload, and none if it is empty.
class CannedServer {
public:
    CannedServer()
    {
        QObject::connect(&m_server, &QTcpServer::newConnection, &m_server, [this] {
            QTcpSocket *socket = m_server.nextPendingConnection();
            QObject::connect(socket, &QTcpSocket::disconnected, socket, [this] { ++disconnected; });
            QObject::connect(socket, &QTcpSocket::readyRead, socket, [this, socket] {
                received += socket->readAll();
                // A request ends with its head, or, for the start of an upload, with a JSON object.
                const QByteArray request = received.mid(m_answered).toLower();
                const bool isStart = request.contains("x-goog-upload-command: start");
                if (!request.endsWith(isStart ? "}" : "\r\n\r\n"))
                    return;
                m_answered = received.size();
                const bool isCancel = request.contains("x-goog-upload-command: cancel");
                socket->write(isStart ? startAnswer : isCancel ? cancelled : answer);
            });
        });
        m_server.listen(QHostAddress::LocalHost);
        startAnswer = "HTTP/1.1 200 OK\r\nX-Goog-Upload-Status: active\r\nX-Goog-Upload-URL: " + url().toLatin1() +
                      "/upload/v1beta/files?upload_id=test\r\nContent-Length: 0\r\n\r\n";
    }

    QString url() const { return u"http://127.0.0.1:%1"_s.arg(m_server.serverPort()); }

    QByteArray answer = noFiles;
    QByteArray startAnswer;
    QByteArray received;
    int disconnected = 0;

private:
    static inline const QByteArray cancelled =
        "HTTP/1.1 200 OK\r\nX-Goog-Upload-Status: cancelled\r\nContent-Length: 0\r\n\r\n"_ba;

    qsizetype m_answered = 0; ///< bytes of the requests that have been answered
    QTcpServer m_server;
};

/// A keychain that gives the set answers, or none if isSilent.
class ScriptedStore final : public CredentialStore {
public:
    ScriptedStore()
        : CredentialStore(nullptr)
    {
    }

    CredentialResult readAnswer{CredentialStatus::NotFound, {}, MissingService::None, {}};
    CredentialResult writeAnswer{CredentialStatus::Ok, {}, MissingService::None, {}};
    CredentialResult removeAnswer{CredentialStatus::Ok, {}, MissingService::None, {}};
    bool isSilent = false;
    QList<QByteArray> written;
    int reads = 0;

    void answerLate() { finish(m_lastWrite, writeAnswer); }

private:
    void startRead(const Request &request) override
    {
        ++reads;
        if (!isSilent)
            finish(request, readAnswer);
    }

    void startWrite(const Request &request, const QByteArray &key) override
    {
        m_lastWrite = request;
        written.append(key);
        if (!isSilent)
            finish(request, writeAnswer);
    }

    void startRemove(const Request &request) override
    {
        if (!isSilent)
            finish(request, removeAnswer);
    }

    Request m_lastWrite;
};

inline CredentialResult credential(CredentialStatus status, MissingService missing = MissingService::None)
{
    return {status, {}, missing, {}};
}

/// The accounts dialog with a scripted keychain and scripted answers to its questions; base of its tests.
class AccountsScene {
protected:
    void setUp()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_settings = std::make_unique<Settings>(m_folder->filePath(u"settings.ini"_s));
        m_store = std::make_unique<ScriptedStore>();
        m_accounts = std::make_unique<Accounts>(*m_settings, *m_store);
        m_network = std::make_unique<QNetworkAccessManager>();
        m_prompts = std::make_unique<ScriptedPrompts>();
    }

    void tearDown()
    {
        m_dialog.reset();
        m_prompts.reset();
        m_network.reset();
        m_accounts.reset();
        m_store.reset();
        m_settings.reset();
    }

    Profile addProfile(const QString &name, bool withKey = false)
    {
        Profile profile = newProfile();
        profile.name = name;
        m_accounts->save(profile);
        if (withKey)
            m_settings->setKeyWasStored(profile.id, true);
        return profile;
    }

    void openDialog()
    {
        m_dialog = std::make_unique<AccountsDialog>(*m_accounts, *m_settings, *m_network, *m_prompts);
        m_dialog->open();
        m_dialog->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_dialog.get()));
    }

    template <typename Widget>
    Widget *find(const char *name) const
    {
        return m_dialog->findChild<Widget *>(QString::fromLatin1(name));
    }
    QLineEdit *edit(const char *name) const { return find<QLineEdit>(name); }
    QPushButton *button(const char *name) const { return find<QPushButton>(name); }
    void press(const char *name) { QTest::mouseClick(button(name), Qt::LeftButton); }
    MessageWidget *notice() const { return m_dialog->findChild<MessageWidget *>(); }
    QString message(const char *name) const { return find<QLabel>(name)->text(); }

    void type(const char *field, const QString &text)
    {
        edit(field)->selectAll();
        QTest::keyClicks(edit(field), text);
    }

    void enterAccount(const QString &name, const QByteArray &key)
    {
        type("nameEdit", name);
        type("keyEdit", QString::fromLatin1(key));
    }

    void useServer(const CannedServer &server)
    {
        QTest::mouseClick(find<QToolButton>("advancedToggle"), Qt::LeftButton);
        type("endpointEdit", server.url());
    }

    void pressNoticeButton(const QString &text)
    {
        for (QPushButton *choice : notice()->findChildren<QPushButton *>()) {
            if (choice->text() == text) {
                QTest::mouseClick(choice, Qt::LeftButton);
                return;
            }
        }
        QFAIL(qPrintable(u"no button “%1” beside “%2”"_s.arg(text, notice()->text())));
    }

    QString allTexts() const
    {
        QStringList texts;
        for (const QLabel *label : m_dialog->findChildren<QLabel *>())
            texts << label->text() << label->toolTip() << label->accessibleName();
        for (const QLineEdit *field : m_dialog->findChildren<QLineEdit *>())
            texts << field->text() << field->placeholderText();
        for (const Prompts::Question &question : m_prompts->questions)
            texts << question.title << question.text;
        return texts.join(u'\n');
    }

    /// Returns after the calls that were queued before have run.
    void letQueuedCallsRun()
    {
        bool haveRun = false;
        QMetaObject::invokeMethod(
            m_dialog.get(), [&haveRun] { haveRun = true; }, Qt::QueuedConnection);
        QTRY_VERIFY(haveRun);
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Settings> m_settings;
    std::unique_ptr<ScriptedStore> m_store;
    std::unique_ptr<Accounts> m_accounts;
    std::unique_ptr<QNetworkAccessManager> m_network;
    std::unique_ptr<ScriptedPrompts> m_prompts;
    std::unique_ptr<AccountsDialog> m_dialog;
};

} // namespace pollux
