// SPDX-License-Identifier: Apache-2.0
#include "views/settings/networksettingspage.h"

#include "views/widgets/fieldmessage.h"

#include <QComboBox>
#include <QLineEdit>
#include <QSpinBox>

using namespace Qt::StringLiterals;

namespace pollux {

namespace {

using Kind = ProxyChoice::Kind;

constexpr int maxPollInterval = 60; // seconds
constexpr int maxPort = 65535;
constexpr int hostChars = 28;
constexpr int maxHostLength = 253; // RFC 1035

QString problemText(ProxyChoice::Problem problem)
{
    switch (problem) {
    case ProxyChoice::Problem::None:
        break;
    case ProxyChoice::Problem::NoHost:
        return NetworkSettingsPage::tr("Enter the name or address of the proxy. Until then nothing changes.");
    case ProxyChoice::Problem::BadHost:
        return NetworkSettingsPage::tr("Only a name or an address, as proxy.example.com: no https://, no port.");
    case ProxyChoice::Problem::BadPort:
        return NetworkSettingsPage::tr("The port is a number from 1 to 65535.");
    }
    return {};
}

} // namespace

NetworkSettingsPage::NetworkSettingsPage(Settings &settings, QWidget *parent)
    : SettingsPage(settings, parent)
    , m_pollInterval(addNumber(Settings::Key::PollInterval, tr("&Ask for states every:"), 1, maxPollInterval))
    , m_kind(new QComboBox(this))
    , m_host(new QLineEdit(this))
    , m_port(new QSpinBox(this))
{
    m_pollInterval->setObjectName(u"pollInterval"_s);
    m_pollInterval->setSuffix(tr(" s", "seconds, after a number"));
    showHint(*m_pollInterval, tr("The first wait while a file is processed; later waits grow."));

    m_kind->setObjectName(u"proxyKind"_s);
    m_kind->addItem(tr("As the system"), ProxyChoice::wordOf(Kind::System));
    m_kind->addItem(tr("None"), ProxyChoice::wordOf(Kind::None));
    m_kind->addItem(tr("HTTP"), ProxyChoice::wordOf(Kind::Http));
    m_kind->addItem(tr("SOCKS 5"), ProxyChoice::wordOf(Kind::Socks5));
    addField(tr("Prox&y:"), *m_kind);
    m_host->setObjectName(u"proxyHost"_s);
    m_host->setMaxLength(maxHostLength);
    m_host->setMinimumWidth(hostChars * fontMetrics().averageCharWidth());
    m_hostMessage = addField(tr("&Host:"), *m_host);
    m_hostMessage->setObjectName(u"proxyProblem"_s);
    m_port->setObjectName(u"proxyPort"_s);
    m_port->setRange(1, maxPort);
    m_port->setGroupSeparatorShown(false);
    m_port->setKeyboardTracking(false);
    addField(tr("Po&rt:"), *m_port);
    m_host->setAccessibleName(tr("Host of the proxy"));
    m_port->setAccessibleName(tr("Port of the proxy"));

    connect(m_kind, &QComboBox::currentIndexChanged, this, &NetworkSettingsPage::handleProxy);
    connect(m_host, &QLineEdit::textEdited, this, &NetworkSettingsPage::showProblem);
    connect(m_host, &QLineEdit::editingFinished, this, &NetworkSettingsPage::handleProxy);
    connect(m_port, &QSpinBox::valueChanged, this, &NetworkSettingsPage::handleProxy);
    NetworkSettingsPage::load();
}

QList<Settings::Key> NetworkSettingsPage::keys() const
{
    return {Settings::Key::PollInterval, Settings::Key::ProxyKind, Settings::Key::ProxyHost, Settings::Key::ProxyPort};
}

void NetworkSettingsPage::load()
{
    showValue(Settings::Key::PollInterval, *m_pollInterval);
    showValue(Settings::Key::ProxyKind, *m_kind);
    showValue(Settings::Key::ProxyPort, *m_port);
    m_host->setText(settings().value(Settings::Key::ProxyHost).toString());
    showProblem();
}

void NetworkSettingsPage::finish()
{
    handleProxy();
}

ProxyChoice NetworkSettingsPage::entered() const
{
    return ProxyChoice::fromWords(m_kind->currentData().toString(), m_host->text(), m_port->value());
}

void NetworkSettingsPage::showProblem()
{
    const ProxyChoice choice = entered();
    m_host->setEnabled(choice.needsHost());
    m_port->setEnabled(choice.needsHost());
    const QString problem = problemText(choice.problem());
    m_hostMessage->showProblem(problem);
    m_host->setAccessibleDescription(problem);
}

void NetworkSettingsPage::handleProxy()
{
    showProblem();
    const ProxyChoice choice = entered();
    if (choice.problem() != ProxyChoice::Problem::None)
        return;
    // The host before the kind, so that nobody sees a kind whose host is the one of before.
    if (choice.needsHost()) {
        write(Settings::Key::ProxyHost, choice.host);
        write(Settings::Key::ProxyPort, choice.port);
    }
    write(Settings::Key::ProxyKind, ProxyChoice::wordOf(choice.kind));
}

} // namespace pollux
