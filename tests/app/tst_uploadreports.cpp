// SPDX-License-Identifier: Apache-2.0
#include "tests/app/windowfixture.h"
#include "tests/views/windowparts.h"

#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace pollux;

namespace {

/// Files stay in processing until a test ends it.
DemoServerOptions slowOptions()
{
    DemoServerOptions options = testServerOptions();
    options.processing = std::chrono::hours(1);
    return options;
}

} // namespace

/// What the message bar says at the end of a batch of uploads.
class tst_UploadReports final : public QObject {
    Q_OBJECT

private slots:
    void init();
    void cleanup() { m_fixture.reset(); }
    void processingIsToldAsSuch();
    void aBatchCountsItself();
    void aLateFailureIsNoneOfTheNextBatch();

private:
    UploadQueue &queue() { return m_fixture->context().queue(); }
    /// Uploads these files in one batch and waits for its end.
    void upload(const QHash<QString, QByteArray> &contents);
    QStringList texts() { return textsOf(partOf<MessageBar>(m_fixture->window())); }

    std::unique_ptr<WindowFixture> m_fixture;
};

void tst_UploadReports::init()
{
    m_fixture = std::make_unique<WindowFixture>(slowOptions());
    QVERIFY(m_fixture->open());
}

void tst_UploadReports::upload(const QHash<QString, QByteArray> &contents)
{
    QSignalSpy idle(&queue(), &UploadQueue::idle);
    QStringList paths;
    for (auto it = contents.cbegin(); it != contents.cend(); ++it)
        paths.append(m_fixture->writeFile(it.key(), it.value()));
    queue().add(m_fixture->context().accounts().activeProfile()->id, paths);
    QTRY_COMPARE(idle.count(), 1);
}

void tst_UploadReports::processingIsToldAsSuch()
{
    upload({{u"clip.mp4"_s, testVideo(1000)}, {u"a.txt"_s, "a"_ba}, {u"b.txt"_s, "b"_ba}});
    QTRY_COMPARE(texts(), QStringList(u"2 files uploaded. 1 files are uploaded and being processed."_s));
}

void tst_UploadReports::aBatchCountsItself()
{
    upload({{u"a.txt"_s, "a"_ba}});
    QTRY_VERIFY(texts().contains(u"1 files uploaded."_s));
    upload({{u"b.txt"_s, "b"_ba}, {u"c.txt"_s, "c"_ba}});
    QTRY_VERIFY(texts().contains(u"2 files uploaded."_s));
}

void tst_UploadReports::aLateFailureIsNoneOfTheNextBatch()
{
    upload({{u"clip.mp4"_s, testVideo(1000)}});
    QTRY_COMPARE(queue().taskAt(0).state, UploadTask::State::Processing);
    RemoteFile failed = *queue().taskAt(0).file;
    failed.state = RemoteFile::State::Failed;
    queue().handleRemoteFile(failed);
    QTRY_COMPARE(queue().taskAt(0).state, UploadTask::State::Failed);
    upload({{u"a.txt"_s, "a"_ba}, {u"b.txt"_s, "b"_ba}});
    QTRY_VERIFY(texts().contains(u"2 files uploaded."_s));
    QVERIFY2(texts().filter(u"failed"_s).isEmpty(), qPrintable(texts().join(u'\n')));
}

QTEST_MAIN(tst_UploadReports)
#include "tst_uploadreports.moc"
