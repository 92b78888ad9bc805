// SPDX-License-Identifier: Apache-2.0
#include "views/style/appearance.h"
#include "views/style/theme.h"
#include "views/widgets/fieldmessage.h"

#include <QApplication>
#include <QLineEdit>
#include <QPushButton>
#include <QStyle>
#include <QTest>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;
using namespace pollux;

namespace {

class ChangeCounter final : public QObject {
public:
    using QObject::QObject;
    int paletteChanges = 0;

    bool eventFilter(QObject *watched, QEvent *event) override
    {
        if (event->type() == QEvent::PaletteChange)
            ++paletteChanges;
        return QObject::eventFilter(watched, event);
    }
};

QColor background(QWidget &widget)
{
    return widget.grab().toImage().pixelColor(1, 1);
}

} // namespace

class tst_Appearance : public QObject {
    Q_OBJECT

private slots:
    void themesAreApplied_data();
    void themesAreApplied();
    void systemComesBack();
    void unknownIsSystem();
    void sameThemeDoesNothing();
    void windowsAreRepainted();
    void messagesFollow();
    void controlsHaveVisibleLines();
};

void tst_Appearance::themesAreApplied_data()
{
    QTest::addColumn<QString>("theme");
    QTest::addColumn<QPalette>("palette");
    QTest::newRow("light") << u"light"_s << theme::lightPalette();
    QTest::newRow("dark") << u"dark"_s << theme::darkPalette();
    QTest::newRow("highContrast") << u"highContrast"_s << theme::highContrastPalette();
}

void tst_Appearance::themesAreApplied()
{
    QFETCH(const QString, theme);
    QFETCH(const QPalette, palette);
    Appearance appearance(*qApp);
    appearance.applyTheme(theme);
    QCOMPARE(appearance.theme(), theme);
    for (const QPalette::ColorRole role : {QPalette::Window, QPalette::Text, QPalette::Highlight, QPalette::Button})
        QCOMPARE(QApplication::palette().color(role), palette.color(role));
    appearance.applyTheme(u"system"_s);
}

void tst_Appearance::systemComesBack()
{
    const QPalette before = QApplication::palette();
    const QString style = QApplication::style()->name();
    Appearance appearance(*qApp);
    for (const QString &theme : {u"system"_s, u"light"_s, u"dark"_s, u"highContrast"_s}) {
        appearance.applyTheme(theme);
        appearance.applyTheme(u"system"_s);
        QCOMPARE(QApplication::style()->name(), style);
        for (int role = 0; role < QPalette::NColorRoles; ++role) {
            const auto each = static_cast<QPalette::ColorRole>(role);
            QCOMPARE(QApplication::palette().color(each), before.color(each));
        }
    }
}

void tst_Appearance::unknownIsSystem()
{
    Appearance appearance(*qApp);
    appearance.applyTheme(u"dark"_s);
    appearance.applyTheme(u"purple"_s);
    QCOMPARE(appearance.theme(), u"system"_s);
    QVERIFY(QApplication::palette().color(QPalette::Window) != theme::darkPalette().color(QPalette::Window));
}

void tst_Appearance::sameThemeDoesNothing()
{
    Appearance appearance(*qApp);
    for (const QString &theme : {u"system"_s, u"dark"_s}) {
        appearance.applyTheme(theme);
        const QStyle *style = QApplication::style();
        appearance.applyTheme(theme);
        QCOMPARE(QApplication::style(), style);
    }
    appearance.applyTheme(u"system"_s);
}

void tst_Appearance::windowsAreRepainted()
{
    Appearance appearance(*qApp);
    QWidget window;
    QWidget other;
    window.show();
    other.show();
    QVERIFY(QTest::qWaitForWindowExposed(&window));
    ChangeCounter counter;
    other.installEventFilter(&counter);
    for (const auto &[theme, palette] :
         {std::pair(u"dark"_s, theme::darkPalette()), std::pair(u"highContrast"_s, theme::highContrastPalette()),
          std::pair(u"light"_s, theme::lightPalette())}) {
        const int before = counter.paletteChanges;
        appearance.applyTheme(theme);
        QTRY_VERIFY(counter.paletteChanges > before);
        QTRY_COMPARE(background(window), palette.color(QPalette::Window));
        QTRY_COMPARE(background(other), palette.color(QPalette::Window));
    }
    appearance.applyTheme(u"system"_s);
}

// A field message sets its own palette, which must follow the theme.
void tst_Appearance::messagesFollow()
{
    Appearance appearance(*qApp);
    QWidget window;
    auto *message = new FieldMessage(&window);
    window.show();
    message->showHint(u"hint"_s);
    for (const QString &theme : {u"dark"_s, u"light"_s, u"highContrast"_s, u"dark"_s, u"system"_s}) {
        appearance.applyTheme(theme);
        QTRY_COMPARE(message->palette().color(QPalette::WindowText), theme::secondaryText(QApplication::palette()));
        QTRY_COMPARE(message->palette().color(QPalette::Window), QApplication::palette().color(QPalette::Window));
    }
}

void tst_Appearance::controlsHaveVisibleLines()
{
    Appearance appearance(*qApp);
    appearance.applyTheme(u"highContrast"_s);
    QWidget window;
    auto *layout = new QVBoxLayout(&window);
    auto *field = new QLineEdit(&window);
    auto *button = new QPushButton(u"Button"_s, &window);
    button->setAutoDefault(false);
    layout->addWidget(field);
    layout->addWidget(button);
    window.show();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    button->setFocus();
    const QImage fieldImage = field->grab().toImage();
    QCOMPARE(fieldImage.pixelColor(fieldImage.width() / 2, 0), QColor(Qt::white));
    const QImage buttonImage = button->grab().toImage();
    QCOMPARE(buttonImage.pixelColor(buttonImage.width() / 2, 0),
             theme::highContrastPalette().color(QPalette::Highlight)); // the button has the focus
    appearance.applyTheme(u"system"_s);
}

QTEST_MAIN(tst_Appearance)
#include "tst_appearance.moc"
