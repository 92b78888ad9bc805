// SPDX-License-Identifier: Apache-2.0
#include "tests/views/hostilenames.h"
#include "tests/views/snippetsamples.h"
#include "views/developer/snippetdialog.h"
#include "views/developer/snippethighlighter.h"
#include "views/style/theme.h"

#include <QAccessible>
#include <QApplication>
#include <QClipboard>
#include <QDialogButtonBox>
#include <QLabel>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSet>
#include <QSignalSpy>
#include <QTest>
#include <QTextBlock>
#include <QTextLayout>
#include <QTimer>

#include <memory>

using namespace Qt::StringLiterals;
using namespace pollux;
using namespace pollux::snippetsamples;
using Language = SnippetLanguage;
using Purpose = SnippetPurpose;
using Part = SnippetHighlighter::Part;

Q_DECLARE_METATYPE(pollux::SnippetLanguage)

class tst_SnippetDialog final : public QObject {
    Q_OBJECT

private slots:
    void cleanup();

    void startsWithTheFirst();
    void keysChooseTaskAndLanguage();
    void languageIsToldOnlyIfAPersonChose();
    void copies();
    void feedbackLeaves();
    void textIsReadOnlyAndLeftWithTab();
    void selectionIsCopied();
    void foundingStoreHasCurlAlone();
    void storeAndDocument();
    void escapeCloses();
    void returnOnCloseCloses();
    void everythingHasAName();
    void hostileNamesChangeNoSize();
    void colorsAreReadable_data();
    void colorsAreReadable();
    void partsAreColored_data();
    void partsAreColored();
    void longStringsAreColored();
    void colorsFollowThePalette();

private:
    void show(const SnippetSubject &subject);
    template <typename Widget>
    Widget *child(const QString &name) const
    {
        return m_dialog->findChild<Widget *>(name);
    }
    QString shown() const { return child<QPlainTextEdit>(u"snippet"_s)->toPlainText(); }
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = {}) const
    {
        QTest::keyClick(QApplication::focusWidget(), key, modifiers);
    }
    /// The colour of the first character of `words` in the shown text.
    QColor colorAt(const QString &words) const;

    std::unique_ptr<SnippetDialog> m_dialog;
};

void tst_SnippetDialog::cleanup()
{
    m_dialog.reset();
    QApplication::setPalette(theme::lightPalette());
}

void tst_SnippetDialog::show(const SnippetSubject &subject)
{
    m_dialog = std::make_unique<SnippetDialog>(subject);
    m_dialog->show();
    m_dialog->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_dialog.get()));
    QVERIFY(QApplication::focusWidget());
}

QColor tst_SnippetDialog::colorAt(const QString &words) const
{
    QTextDocument *document = child<QPlainTextEdit>(u"snippet"_s)->document();
    const QTextCursor found = document->find(words, 0, QTextDocument::FindCaseSensitively);
    if (found.isNull())
        return {};
    const QTextBlock block = document->findBlock(found.selectionStart());
    const int position = found.selectionStart() - block.position();
    for (const QTextLayout::FormatRange &range : block.layout()->formats()) {
        if (range.start <= position && position < range.start + range.length)
            return range.format.foreground().color();
    }
    return m_dialog->palette().color(QPalette::Text);
}

void tst_SnippetDialog::startsWithTheFirst()
{
    const SnippetSubject subject{QList{fileNamed(u"notes.txt"_s)}};
    show(subject);
    QCOMPARE(m_dialog->purpose(), Purpose::GenerateContent);
    QCOMPARE(m_dialog->language(), Language::Python);
    QCOMPARE(shown(), snippets::source(subject, Purpose::GenerateContent, Language::Python));
    QCOMPARE(m_dialog->text(), shown());
    QCOMPARE(QApplication::focusWidget(), child<QListWidget>(u"purposes"_s));
    QCOMPARE(child<QLabel>(u"subject"_s)->text(), u"notes.txt"_s);
}

void tst_SnippetDialog::keysChooseTaskAndLanguage()
{
    const SnippetSubject subject{QList{fileNamed(u"x"_s)}};
    show(subject);
    press(Qt::Key_Down);
    QCOMPARE(m_dialog->purpose(), Purpose::Get);
    press(Qt::Key_Tab);
    QCOMPARE(QApplication::focusWidget(), child<QListWidget>(u"languages"_s));
    press(Qt::Key_End);
    QCOMPARE(m_dialog->language(), Language::Curl);
    QCOMPARE(shown(), snippets::source(subject, Purpose::Get, Language::Curl));
    press(Qt::Key_G);
    QCOMPARE(m_dialog->language(), Language::Go);
    press(Qt::Key_T, Qt::AltModifier);
    QCOMPARE(QApplication::focusWidget(), child<QListWidget>(u"purposes"_s));
    press(Qt::Key_End);
    QCOMPARE(m_dialog->purpose(), Purpose::Delete);
    QCOMPARE(shown(), snippets::source(subject, Purpose::Delete, Language::Go));
    press(Qt::Key_L, Qt::AltModifier);
    QCOMPARE(QApplication::focusWidget(), child<QListWidget>(u"languages"_s));
}

void tst_SnippetDialog::languageIsToldOnlyIfAPersonChose()
{
    show({QList{fileNamed(u"x"_s)}});
    QSignalSpy chosen(m_dialog.get(), &SnippetDialog::languageChosen);
    m_dialog->setLanguage(Language::Go);
    QCOMPARE(m_dialog->language(), Language::Go);
    press(Qt::Key_End); // to the last task
    QCOMPARE(m_dialog->purpose(), Purpose::Delete);
    QCOMPARE(chosen.size(), 0);
    press(Qt::Key_L, Qt::AltModifier);
    press(Qt::Key_Up);
    QCOMPARE(chosen.size(), 1);
    QCOMPARE(chosen.constFirst().constFirst().value<Language>(), Language::JavaScript);
}

void tst_SnippetDialog::copies()
{
    show({QList{fileNamed(u"x"_s)}});
    QGuiApplication::clipboard()->clear();
    QVERIFY(child<QLabel>(u"feedback"_s)->text().isEmpty());
    press(Qt::Key_Return); // activates the default button from the list
    QCOMPARE(QGuiApplication::clipboard()->text(), m_dialog->text());
    QCOMPARE(child<QLabel>(u"feedback"_s)->text(), u"Copied"_s);
    QVERIFY(m_dialog->isVisible());
    press(Qt::Key_Down);
    QVERIFY(child<QLabel>(u"feedback"_s)->text().isEmpty());
    QGuiApplication::clipboard()->clear();
    press(Qt::Key_C, Qt::AltModifier);
    QTRY_COMPARE(QGuiApplication::clipboard()->text(), m_dialog->text());
}

void tst_SnippetDialog::feedbackLeaves()
{
    show({QList{fileNamed(u"x"_s)}});
    m_dialog->findChild<QTimer *>(QString(), Qt::FindDirectChildrenOnly)->setInterval(1);
    child<QPushButton>(u"copySnippet"_s)->click();
    QCOMPARE(child<QLabel>(u"feedback"_s)->text(), u"Copied"_s);
    QTRY_VERIFY(child<QLabel>(u"feedback"_s)->text().isEmpty());
}

void tst_SnippetDialog::textIsReadOnlyAndLeftWithTab()
{
    show({QList{fileNamed(u"x"_s)}});
    auto *text = child<QPlainTextEdit>(u"snippet"_s);
    text->setFocus();
    const QString before = shown();
    QTest::keyClicks(text, u"abc"_s);
    press(Qt::Key_Delete);
    QCOMPARE(shown(), before);
    press(Qt::Key_Tab);
    QCOMPARE(QApplication::focusWidget(), child<QPushButton>(u"copySnippet"_s));
    press(Qt::Key_Backtab);
    QCOMPARE(QApplication::focusWidget(), text);
}

void tst_SnippetDialog::selectionIsCopied()
{
    show({QList{fileNamed(u"x"_s)}});
    child<QPlainTextEdit>(u"snippet"_s)->setFocus();
    press(Qt::Key_Home, Qt::ControlModifier);
    press(Qt::Key_End, Qt::ShiftModifier);
    press(Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(QGuiApplication::clipboard()->text(), shown().section(u'\n', 0, 0));
}

void tst_SnippetDialog::foundingStoreHasCurlAlone()
{
    show({storeNamed(u"x"_s, u"ragStores/x"_s)});
    QCOMPARE(child<QListWidget>(u"languages"_s)->count(), 1);
    QVERIFY(child<QLabel>(u"languageNote"_s)->isVisible());
    QSignalSpy chosen(m_dialog.get(), &SnippetDialog::languageChosen);
    m_dialog->setLanguage(Language::Go);
    QCOMPARE(m_dialog->language(), Language::Curl);
    QCOMPARE(chosen.size(), 0);
    show({storeNamed(u"x"_s)});
    QVERIFY(!child<QLabel>(u"languageNote"_s)->isVisible());
}

void tst_SnippetDialog::storeAndDocument()
{
    show({storeNamed(u"Guides"_s)});
    QCOMPARE(m_dialog->purpose(), Purpose::UploadToStore);
    QCOMPARE(child<QListWidget>(u"purposes"_s)->count(), 4);
    QCOMPARE(child<QLabel>(u"subject"_s)->text(), u"Guides"_s);
    show({documentNamed({})});
    QCOMPARE(m_dialog->purpose(), Purpose::Get);
    QCOMPARE(child<QLabel>(u"subject"_s)->text(), documentNamed({}).name);
}

void tst_SnippetDialog::escapeCloses()
{
    show({QList{fileNamed(u"x"_s)}});
    child<QPlainTextEdit>(u"snippet"_s)->setFocus();
    press(Qt::Key_Escape);
    QVERIFY(!m_dialog->isVisible());
}

void tst_SnippetDialog::returnOnCloseCloses()
{
    show({QList{fileNamed(u"x"_s)}});
    m_dialog->findChild<QDialogButtonBox *>()->button(QDialogButtonBox::Close)->setFocus();
    press(Qt::Key_Return);
    QVERIFY(!m_dialog->isVisible());
}

void tst_SnippetDialog::everythingHasAName()
{
    show({storeNamed(u"x"_s, u"ragStores/x"_s)});
    QSet<QWidget *> visited;
    for (QWidget *widget = QApplication::focusWidget(); !visited.contains(widget);
         widget = QApplication::focusWidget()) {
        visited.insert(widget);
        QAccessibleInterface *interface = QAccessible::queryAccessibleInterface(widget);
        QVERIFY(interface);
        QVERIFY2(!interface->text(QAccessible::Name).isEmpty(), widget->metaObject()->className());
        press(Qt::Key_Tab);
    }
    QCOMPARE(visited.size(), 5);
}

void tst_SnippetDialog::hostileNamesChangeNoSize()
{
    show({QList{fileNamed(u"x"_s)}});
    const QSize size = m_dialog->size();
    for (const HostileName &name : hostileNames()) {
        SnippetDialog dialog({QList{fileNamed(name.name)}});
        QVERIFY2(dialog.size() == size, name.description);
        QVERIFY2(dialog.minimumSizeHint().width() <= size.width(), name.description);
    }
}

void tst_SnippetDialog::colorsAreReadable_data()
{
    QTest::addColumn<QPalette>("palette");
    QTest::newRow("light") << theme::lightPalette();
    QTest::newRow("dark") << theme::darkPalette();
    QPalette contrast = theme::darkPalette();
    contrast.setColor(QPalette::Base, Qt::black);
    contrast.setColor(QPalette::Text, Qt::white);
    QTest::newRow("high contrast") << contrast;
    QPalette middle = theme::lightPalette();
    middle.setColor(QPalette::Base, QColor(0x80, 0x80, 0x80));
    middle.setColor(QPalette::Text, Qt::black);
    QTest::newRow("grey base") << middle;
}

void tst_SnippetDialog::colorsAreReadable()
{
    QFETCH(const QPalette, palette);
    for (const Part part : {Part::Comment, Part::String, Part::Keyword, Part::Number, Part::Variable}) {
        const QColor color = SnippetHighlighter::colorOf(part, palette);
        QVERIFY2(theme::contrast(color, palette.color(QPalette::Base)) >= 4.5, qPrintable(color.name()));
    }
}

void tst_SnippetDialog::partsAreColored_data()
{
    QTest::addColumn<Language>("language");
    QTest::addColumn<QString>("comment");
    QTest::addColumn<QString>("string");
    QTest::addColumn<QString>("keyword");
    QTest::addColumn<QString>("number");
    QTest::newRow("python") << Language::Python << u"# Uploads"_s << u"it\\\"s"_s << u"while"_s << u"64"_s;
    QTest::newRow("javascript") << Language::JavaScript << u"// Uploads"_s << u"it\\\"s"_s << u"await"_s << u"64"_s;
    QTest::newRow("go") << Language::Go << u"// Uploads"_s << u"it\\\"s"_s << u"func"_s << u"64"_s;
    QTest::newRow("curl") << Language::Curl << u"# Uploads"_s << u"it\\\"s"_s << u"set"_s << QString();
}

void tst_SnippetDialog::partsAreColored()
{
    QFETCH(const Language, language);
    QFETCH(const QString, comment);
    QFETCH(const QString, string);
    QFETCH(const QString, keyword);
    QFETCH(const QString, number);
    SnippetSubject subject{storeNamed(u"x"_s), Endpoint::standard(), uploadOf(u"it\"s # 1 if"_s)};
    show(subject);
    m_dialog->setLanguage(language);
    const auto expected = [this](Part part) { return SnippetHighlighter::colorOf(part, m_dialog->palette()); };
    QCOMPARE(colorAt(comment), expected(Part::Comment));
    QCOMPARE(colorAt(string), expected(Part::String));
    QCOMPARE(colorAt(u"# 1 if\""_s), expected(Part::String)); // no comment or keyword begins within a string
    QCOMPARE(colorAt(keyword + u' '), expected(Part::Keyword));
    if (language == Language::Curl) {
        QCOMPARE(colorAt(u"$base_url"_s), expected(Part::String));
        QCOMPARE(colorAt(u"$answer"_s), expected(Part::String));
        QCOMPARE(colorAt(u"maxTokensPerChunk"_s), expected(Part::String));
        QCOMPARE(colorAt(u"size=$(wc"_s), m_dialog->palette().color(QPalette::Text)); // after the here-document
    } else {
        QCOMPARE(colorAt(number), expected(Part::Number));
    }
}

void tst_SnippetDialog::longStringsAreColored()
{
    show({storeNamed(u"x"_s), Endpoint::standard(), uploadOf(QString(20'000, u'\n'))});
    m_dialog->setLanguage(Language::Python);
    QCOMPARE(colorAt(u"\\n\\n"_s), SnippetHighlighter::colorOf(Part::String, m_dialog->palette()));
}

void tst_SnippetDialog::colorsFollowThePalette()
{
    show({QList{fileNamed(u"x"_s)}});
    QCOMPARE(colorAt(u"import"_s), SnippetHighlighter::colorOf(Part::Keyword, theme::lightPalette()));
    QApplication::setPalette(theme::darkPalette());
    QTRY_COMPARE(colorAt(u"import"_s), SnippetHighlighter::colorOf(Part::Keyword, theme::darkPalette()));
}

int main(int argc, char *argv[])
{
    QApplication application(argc, argv);
    QApplication::setStyle(u"Fusion"_s);
    QApplication::setPalette(theme::lightPalette());
    tst_SnippetDialog test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_snippetdialog.moc"
