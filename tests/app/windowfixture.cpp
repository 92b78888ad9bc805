// SPDX-License-Identifier: Apache-2.0
#include "tests/app/windowfixture.h"

#include <QFile>
#include <QTest>

#include <utility>

using namespace Qt::StringLiterals;

namespace pollux {

WindowFixture::WindowFixture(const DemoServerOptions &options, std::unique_ptr<ScriptedPrompts> prompts)
    : m_demo(options)
    , m_settings(m_directory.filePath(u"settings.ini"_s))
    , m_prompts(std::move(prompts))
{
}

WindowFixture::~WindowFixture() = default;

bool WindowFixture::open()
{
    return openWith(key, m_demo.baseUrl().toEncoded()) && QTest::qWaitFor([this] {
               const FilesModel::Loading loading = m_context->files().loading();
               return loading == FilesModel::Loading::Complete || loading == FilesModel::Loading::Partial;
           });
}

bool WindowFixture::openWithoutAccount()
{
    qunsetenv("GEMINI_API_KEY");
    qunsetenv("GOOGLE_GEMINI_BASE_URL");
    return start();
}

bool WindowFixture::openWith(const QByteArray &apiKey, const QByteArray &baseUrl)
{
    qputenv("GEMINI_API_KEY", apiKey);
    qputenv("GOOGLE_GEMINI_BASE_URL", baseUrl);
    return start();
}

bool WindowFixture::start()
{
    m_context = std::make_unique<AppContext>(CommandLine(), m_directory.path(), m_settings, m_credentials, *m_prompts);
    m_context->start();
    window().activateWindow();
    return QTest::qWaitForWindowActive(&window());
}

QString WindowFixture::writeFile(const QString &name, const QByteArray &content)
{
    QFile file(path(name));
    return file.open(QIODevice::WriteOnly) && file.write(content) == content.size() ? file.fileName() : QString();
}

} // namespace pollux
