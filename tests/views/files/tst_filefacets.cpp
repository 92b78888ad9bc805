// SPDX-License-Identifier: Apache-2.0
#include "tests/unit/items/filesscene.h"
#include "views/files/filefacets.h"

#include <QAccessible>
#include <QTest>
#include <QToolButton>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace pollux;

class tst_FileFacets : public QObject {
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void countsWhatIsLoaded();
    void saysThatThereAreMore();
    void drivesTheFilter();
    void worksFromTheKeyboard();
    void followsTheFilter();
    void keepsTheTextWhenCleared();
    void aChosenValueStaysListed();
    void hasNamesForAll();
    void emptyWithoutFiles();
    void takesAsManyLinesAsItNeeds();

private:
    void add(int number, RemoteFile::State state, const QString &mimeType);
    QStringList listed() const;
    QToolButton *chip(const QString &words) const;
    QList<QToolButton *> chips() const;
    QToolButton *clearButton() const;

    std::unique_ptr<FilesScene> m_scene;
    std::unique_ptr<FilesFilterModel> m_filter;
    std::unique_ptr<FileFacets> m_facets;
};

void tst_FileFacets::init()
{
    using State = RemoteFile::State;
    m_scene = std::make_unique<FilesScene>();
    m_filter = std::make_unique<FilesFilterModel>(m_scene->model);
    m_facets = std::make_unique<FileFacets>(*m_filter);
    m_scene->loadAll();
    add(0, State::Active, u"image/png"_s);
    add(1, State::Active, u"application/pdf"_s);
    add(2, State::Failed, u"image/jpeg"_s);
    add(3, State::Unknown, u"application/zip"_s);
    add(4, State::Unspecified, QString());
    m_facets->show();
    QVERIFY(QTest::qWaitForWindowActive(m_facets.get()));
}

void tst_FileFacets::cleanup()
{
    m_facets.reset();
    m_filter.reset();
    m_scene.reset();
}

void tst_FileFacets::add(int number, RemoteFile::State state, const QString &mimeType)
{
    RemoteFile file;
    file.name = FilesScene::name(number);
    file.state = state;
    file.mimeType = mimeType;
    m_scene->model.upsert(file);
}

QList<QToolButton *> tst_FileFacets::chips() const
{
    QList<QToolButton *> buttons = m_facets->findChildren<QToolButton *>();
    buttons.removeIf([](const QToolButton *button) { return !button->isCheckable(); });
    return buttons;
}

QToolButton *tst_FileFacets::clearButton() const
{
    const QList<QToolButton *> buttons = m_facets->findChildren<QToolButton *>();
    return *std::ranges::find_if(buttons, [](const QToolButton *button) { return !button->isCheckable(); });
}

/// The texts of the visible chips.
QStringList tst_FileFacets::listed() const
{
    QStringList texts;
    for (const QToolButton *each : chips()) {
        if (each->isVisible())
            texts.append(each->text());
    }
    return texts;
}

QToolButton *tst_FileFacets::chip(const QString &words) const
{
    for (QToolButton *each : chips()) {
        if (each->text().startsWith(words))
            return each;
    }
    return nullptr;
}

void tst_FileFacets::countsWhatIsLoaded()
{
    QCOMPARE(listed(), (QStringList{u"Active (2)"_s, u"Failed (1)"_s, u"Other states (2)"_s, u"Images (2)"_s,
                                    u"PDF (1)"_s, u"Other types (2)"_s}));
    add(5, RemoteFile::State::Processing, u"video/mp4"_s);
    m_scene->model.drop(FilesScene::name(2));
    QCOMPARE(listed(), (QStringList{u"Processing (1)"_s, u"Active (2)"_s, u"Other states (2)"_s, u"Images (1)"_s,
                                    u"Videos (1)"_s, u"PDF (1)"_s, u"Other types (2)"_s}));
}

void tst_FileFacets::saysThatThereAreMore()
{
    m_scene->addFiles(0, 150);
    m_scene->model.reset(true);
    m_scene->loadPage();
    QCOMPARE(listed(), (QStringList{u"Active (100+)"_s, u"Text (100+)"_s}));
    m_scene->loadPage();
    QCOMPARE(listed(), (QStringList{u"Active (150)"_s, u"Text (150)"_s}));
}

void tst_FileFacets::drivesTheFilter()
{
    QVERIFY(!clearButton()->isEnabled());
    chip(u"Active"_s)->click();
    QCOMPARE(m_filter->rowCount(), 2);
    chip(u"Failed"_s)->click();
    QCOMPARE(m_filter->rowCount(), 3);
    chip(u"Images"_s)->click();
    QCOMPARE(m_filter->rowCount(), 2);
    chip(u"Active"_s)->click();
    QCOMPARE(m_filter->rowCount(), 1);
    QCOMPARE(FilesScene::nameAt(*m_filter, 0), FilesScene::name(2));
    clearButton()->click();
    QCOMPARE(m_filter->rowCount(), 5);
    QVERIFY(!chip(u"Images"_s)->isChecked());
    chip(u"Other states"_s)->click();
    QCOMPARE(m_filter->rowCount(), 2);
}

void tst_FileFacets::worksFromTheKeyboard()
{
    chip(u"Active"_s)->setFocus();
    QTest::keyClick(chip(u"Active"_s), Qt::Key_Space);
    QVERIFY(chip(u"Active"_s)->isChecked());
    QCOMPARE(m_filter->rowCount(), 2);
    QTest::keyClick(m_facets->focusWidget(), Qt::Key_Tab);
    QCOMPARE(m_facets->focusWidget(), chip(u"Failed"_s));
    for (int chip = 0; chip < 5; ++chip)
        QTest::keyClick(m_facets->focusWidget(), Qt::Key_Tab);
    QCOMPARE(m_facets->focusWidget(), clearButton());
    QTest::keyClick(m_facets->focusWidget(), Qt::Key_Space);
    QCOMPARE(m_filter->rowCount(), 5);
    QVERIFY(!clearButton()->isEnabled());
    QVERIFY(m_facets->focusWidget() && m_facets->focusWidget()->isEnabled());
}

void tst_FileFacets::followsTheFilter()
{
    FilesScene::setTypes(*m_filter, {FileType::Pdf});
    QVERIFY(chip(u"PDF"_s)->isChecked());
    QVERIFY(clearButton()->isEnabled());
    FilesScene::setStates(*m_filter, {RemoteFile::State::Unknown});
    QVERIFY(chip(u"Other states"_s)->isChecked());
    QCOMPARE(m_filter->filter().states, QSet<RemoteFile::State>{RemoteFile::State::Unknown});
}

void tst_FileFacets::keepsTheTextWhenCleared()
{
    m_filter->setFilterText(u"f1"_s);
    chip(u"Active"_s)->click();
    QCOMPARE(m_filter->filter().text, u"f1"_s);
    m_facets->clear();
    QCOMPARE(m_filter->filter().text, u"f1"_s);
    QCOMPARE(m_filter->rowCount(), 1);
}

void tst_FileFacets::aChosenValueStaysListed()
{
    chip(u"Failed"_s)->click();
    m_scene->model.drop(FilesScene::name(2));
    QVERIFY(listed().contains(u"Failed (0)"_s));
    chip(u"Failed"_s)->click();
    QVERIFY(!listed().contains(u"Failed (0)"_s));
    QCOMPARE(m_filter->rowCount(), 4);
}

void tst_FileFacets::hasNamesForAll()
{
    for (const QWidget *each : m_facets->findChildren<QAbstractButton *>()) {
        QAccessibleInterface *accessible = QAccessible::queryAccessibleInterface(const_cast<QWidget *>(each));
        QVERIFY(!accessible->text(QAccessible::Name).isEmpty());
        QVERIFY(!accessible->text(QAccessible::Description).isEmpty());
    }
}

void tst_FileFacets::emptyWithoutFiles()
{
    m_scene->model.reset(false);
    QCOMPARE(listed(), QStringList());
    QVERIFY(!clearButton()->isVisible());
    QTRY_COMPARE(m_facets->sizeHint().height(), 0);
}

void tst_FileFacets::takesAsManyLinesAsItNeeds()
{
    m_facets->resize(1500, 100);
    const int oneLine = m_facets->heightForWidth(1500);
    QVERIFY(oneLine >= chip(u"Active"_s)->height());
    QVERIFY(m_facets->heightForWidth(220) > 2 * chip(u"Active"_s)->height());
    m_facets->resize(220, m_facets->heightForWidth(220));
    for (const QToolButton *each : chips()) {
        if (each->isVisible())
            QTRY_VERIFY(m_facets->rect().contains(QRect(each->mapTo(m_facets.get(), QPoint()), each->size())));
    }
}

QTEST_MAIN(tst_FileFacets)
#include "tst_filefacets.moc"
