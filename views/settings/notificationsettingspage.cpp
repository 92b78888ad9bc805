// SPDX-License-Identifier: Apache-2.0
#include "views/settings/notificationsettingspage.h"

#include "models/text/format.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFormLayout>
#include <QLabel>
#include <QSignalBlocker>

#include <array>

using namespace Qt::StringLiterals;

namespace pollux {

namespace {

// Files live for 48 hours (contract 1.5).
constexpr std::array notices = {30, 60, 180, 360, 720, 1440}; // minutes

QString noticeText(int minutes)
{
    return NotificationSettingsPage::tr("%1 before", "a time before a file expires")
        .arg(format::distanceInWords(std::chrono::minutes(minutes)));
}

} // namespace

NotificationSettingsPage::NotificationSettingsPage(Settings &settings, QWidget *parent)
    : SettingsPage(settings, parent)
{
    form()->addRow(new QLabel(tr("Desktop notifications about:"), this));
    m_uploads = addSwitch(Settings::Key::NotifyUploads, tr("&Uploads that are done"));
    m_uploads->setObjectName(u"notifyUploads"_s);
    m_active = addSwitch(Settings::Key::NotifyActive, tr("Files that have become &active"));
    m_active->setObjectName(u"notifyActive"_s);
    m_failed = addSwitch(Settings::Key::NotifyFailed, tr("Uploads and files that have &failed"));
    m_failed->setObjectName(u"notifyFailed"_s);
    m_expiry = addSwitch(Settings::Key::NotifyExpiry, tr("Files that &expire soon"));
    m_expiry->setObjectName(u"notifyExpiry"_s);
    for (QCheckBox *box : {m_uploads, m_active, m_failed, m_expiry})
        box->setAccessibleDescription(tr("Desktop notification"));
    QList<Option> times;
    for (const int minutes : notices)
        times.append({noticeText(minutes), minutes});
    m_notice = addChoice(Settings::Key::ExpiryNotice, tr("&Tell of expiry:"), times);
    m_notice->setObjectName(u"expiryNotice"_s);
    connect(m_expiry, &QCheckBox::toggled, m_notice, &QComboBox::setEnabled);
    NotificationSettingsPage::load();
}

QList<Settings::Key> NotificationSettingsPage::keys() const
{
    using enum Settings::Key;
    return {NotifyUploads, NotifyActive, NotifyFailed, NotifyExpiry, ExpiryNotice};
}

void NotificationSettingsPage::load()
{
    showValue(Settings::Key::NotifyUploads, *m_uploads);
    showValue(Settings::Key::NotifyActive, *m_active);
    showValue(Settings::Key::NotifyFailed, *m_failed);
    showValue(Settings::Key::NotifyExpiry, *m_expiry);
    showNotice();
}

void NotificationSettingsPage::showNotice()
{
    const int minutes = settings().value(Settings::Key::ExpiryNotice).toInt();
    if (m_notice->findData(minutes) < 0) {
        const QSignalBlocker blocker(m_notice);
        m_notice->addItem(noticeText(minutes), minutes); // from an edited file
    }
    showValue(Settings::Key::ExpiryNotice, *m_notice);
    m_notice->setEnabled(m_expiry->isChecked());
}

} // namespace pollux
