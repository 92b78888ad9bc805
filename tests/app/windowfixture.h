// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/appcontext.h"
#include "tests/support/demofixture.h"
#include "tests/support/memorycredentialstore.h"
#include "tests/views/scriptedprompts.h"

#include <QTemporaryDir>

#include <memory>

namespace pollux {

/// The whole program in one process, built as in main(), with a demo server on a real socket. Its account comes from
/// the environment. Settings and journal are in a temporary folder of the fixture.
class WindowFixture {
public:
    static constexpr const char *key = "window-fixture-key";

    explicit WindowFixture(const DemoServerOptions &options = testServerOptions(),
                           std::unique_ptr<ScriptedPrompts> prompts = std::make_unique<ScriptedPrompts>());
    ~WindowFixture();

    /// Shows the window and waits for it. False if it does not appear, or the list of files is not loaded in time.
    [[nodiscard]] bool open();
    /// Shows the window and waits for it; the environment describes no account.
    [[nodiscard]] bool openWithoutAccount();
    /// Shows the window and waits for it; the environment has this key and address, which may be wrong.
    [[nodiscard]] bool openWith(const QByteArray &apiKey, const QByteArray &baseUrl);

    AppContext &context() { return *m_context; }
    MainWindow &window() { return m_context->window(); }
    ScriptedDemoServer &server() { return m_demo.server(); }
    Settings &settings() { return m_settings; }
    ScriptedPrompts &prompts() { return *m_prompts; }
    /// The dialog of this class over the window; nullptr if there is none.
    template <typename Dialog>
    Dialog *dialog()
    {
        return window().findChild<Dialog *>();
    }
    /// Path of a file in the folder of settings and journal.
    QString path(const QString &name) const { return m_directory.filePath(name); }
    /// Writes a file and returns its path.
    QString writeFile(const QString &name, const QByteArray &content);

private:
    bool start();

    QTemporaryDir m_directory;
    DemoFixture m_demo;
    Settings m_settings;
    MemoryCredentialStore m_credentials;
    std::unique_ptr<ScriptedPrompts> m_prompts;
    std::unique_ptr<AppContext> m_context;
};

} // namespace pollux
