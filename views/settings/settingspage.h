// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/accounts/settings.h"

#include <QHash>
#include <QWidget>

class QCheckBox;
class QComboBox;
class QFormLayout;
class QSpinBox;

namespace pollux {

class FieldMessage;

/// One page of the settings dialog: shows some settings, and writes each as soon as a person has changed it. Its fields
/// name themselves after their labels. For the GUI thread.
class SettingsPage : public QWidget {
    Q_OBJECT

public:
    /// `settings` must outlive the page.
    explicit SettingsPage(Settings &settings, QWidget *parent = nullptr);

    /// The settings that stand here.
    virtual QList<Settings::Key> keys() const = 0;
    /// Shows what the settings say, and writes nothing.
    virtual void load() = 0;
    /// Takes what was typed and not yet ended, before the dialog goes.
    virtual void finish() {}

signals:
    /// The settings hold another value for this key than before.
    void changed(pollux::Settings::Key key);

protected:
    Settings &settings() const { return m_settings; }
    QFormLayout *form() const { return m_form; }

    /// Does nothing where the value is the same.
    void write(Settings::Key key, const QVariant &value);

    /// A labelled field; what is returned stands below it, for a hint or a problem.
    FieldMessage *addField(const QString &label, QWidget &field);
    QCheckBox *addSwitch(Settings::Key key, const QString &text);
    struct Option {
        QString text;
        QVariant value;
    };
    /// A choice whose values are the data of its items.
    QComboBox *addChoice(Settings::Key key, const QString &label, const QList<Option> &options);
    QSpinBox *addNumber(Settings::Key key, const QString &label, int least, int most);

    /// Below a field that one of these made, and as its description.
    void showHint(QWidget &field, const QString &text);

    // For load().
    void showValue(Settings::Key key, QCheckBox &box) const;
    /// A value that is not among the choices shows the first.
    void showValue(Settings::Key key, QComboBox &choice) const;
    void showValue(Settings::Key key, QSpinBox &number) const;

private:
    Settings &m_settings;
    QFormLayout *m_form;
    QHash<const QWidget *, FieldMessage *> m_messages;
};

} // namespace pollux
