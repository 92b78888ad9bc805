// SPDX-License-Identifier: Apache-2.0
#include "views/files/filedetails.h"

#include "models/items/badge.h"
#include "models/text/format.h"
#include "views/details/fields.h"

#include <QLocale>

#include <utility>

namespace pollux {

using namespace Qt::StringLiterals;

namespace {

constexpr std::chrono::milliseconds refreshInterval = std::chrono::seconds(30); // times are shown in minutes
constexpr qint64 nanosecondsInMillisecond = 1'000'000;

Field hash(const QString &name, const QByteArray &sha256)
{
    return fields::text(name, QString::fromLatin1(sha256.toHex()));
}

} // namespace

FileDetails::FileDetails(QWidget *parent)
    : DetailsPane(tr("Details of the file"), tr("Select a file to see its details."), parent)
    , m_clock(&QDateTime::currentDateTimeUtc)
{
    m_minute.setInterval(refreshInterval);
    connect(&m_minute, &QTimer::timeout, this, &FileDetails::refresh);
}

void FileDetails::setClock(std::function<QDateTime()> clock)
{
    m_clock = std::move(clock);
    refresh();
}

void FileDetails::setFiles(const QList<RemoteFile> &files)
{
    const QString before = shownName();
    m_file.reset();
    m_soonest.reset();
    m_summary = {};
    if (files.size() == 1)
        m_file = files.constFirst();
    for (const RemoteFile &file : files) {
        m_summary.add(stateText(file), file.sizeBytes);
        if (file.expirationTime && (!m_soonest || *file.expirationTime < *m_soonest->expirationTime))
            m_soonest = file;
    }
    if (shownName() != before)
        m_origin.reset();
    refresh();
}

void FileDetails::setOrigin(const QString &name, const std::optional<FileOrigin> &origin)
{
    if (!m_file || m_file->name != name || origin == m_origin)
        return;
    m_origin = origin;
    refresh();
}

void FileDetails::refresh()
{
    if (m_summary.count() == 0) {
        showHint();
        return;
    }
    if (!m_file) {
        showFields({}, {{{}, summaryFields()}});
        return;
    }
    QList<FieldSection> sections{{{}, fileFields()}};
    if (m_file->videoDuration) {
        const Field duration =
            fields::word(u"videoDuration"_s, format::duration(*m_file->videoDuration), m_file->videoDuration->toText());
        sections.append({u"videoMetadata"_s, {duration}});
    }
    QJsonObject json = m_file->toJson();
    if (m_file->error) {
        sections.append(fields::status(u"error"_s, *m_file->error));
        json.insert("error"_L1, fields::withoutSecrets(*m_file->error));
    }
    sections.append(originSection());
    if (!m_file->unknownFields.isEmpty())
        sections.append(fields::unknown(m_file->unknownFields));
    showFields(m_file->name, sections, json);
}

QList<Field> FileDetails::fileFields() const
{
    const RemoteFile &file = *m_file;
    return {
        fields::text(u"name"_s, file.name),
        fields::text(u"displayName"_s, file.displayName),
        fields::text(u"mimeType"_s, file.mimeType),
        fields::size(u"sizeBytes"_s, file.sizeBytes),
        fields::word(u"state"_s, stateText(file), file.stateText),
        fields::time(u"createTime"_s, file.createTime),
        fields::time(u"updateTime"_s, file.updateTime),
        expiryField(u"expirationTime"_s, file),
        hash(u"sha256Hash"_s, file.sha256Hash),
        fields::text(u"uri"_s, file.uri),
        fields::text(u"downloadUri"_s, file.downloadUri),
        fields::word(u"source"_s, sourceText(file), file.sourceText),
    };
}

QList<Field> FileDetails::summaryFields() const
{
    QList<Field> fields = m_summary.fields(tr("Files"));
    fields.append(m_soonest ? expiryField(tr("First to expire"), *m_soonest)
                            : Field{tr("First to expire"), tr("none of them expires")});
    return fields;
}

Field FileDetails::expiryField(const QString &name, const RemoteFile &file) const
{
    Field field = fields::time(name, file.expirationTime);
    const QString words = expiryBadge(file, m_clock()).text;
    if (!words.isEmpty())
        field.value = tr("%1 (%2)", "in 3 h, the moment").arg(words, field.value);
    return field;
}

FieldSection FileDetails::originSection() const
{
    FieldSection section{tr("On this computer"), {{tr("Verified"), verificationWords()}}};
    if (!m_origin) {
        section.fields.append({tr("Local file"), tr("not known: it was not uploaded from here, or too long ago")});
        return section;
    }
    const qint64 modified = m_origin->snapshot.modifiedNs / nanosecondsInMillisecond;
    section.fields.append({
        fields::text(tr("Local file"), m_origin->path),
        fields::size(tr("Size"), m_origin->snapshot.size),
        fields::time(tr("Modified"), QDateTime::fromMSecsSinceEpoch(modified, Qt::UTC)),
        fields::time(tr("Uploaded"), m_origin->uploaded),
        hash(tr("SHA-256"), m_origin->sha256),
    });
    return section;
}

QString FileDetails::verificationWords() const
{
    if (!m_origin)
        return tr("not known");
    if (m_origin->sha256.isEmpty() || m_file->sha256Hash.isEmpty())
        return tr("no: the content was not compared");
    return m_origin->sha256 == m_file->sha256Hash ? tr("yes: the server holds the content of the local file")
                                                  : tr("no: the server holds another content");
}

void FileDetails::showEvent(QShowEvent *event)
{
    DetailsPane::showEvent(event);
    refresh();
    m_minute.start();
    emit shown();
}

void FileDetails::hideEvent(QHideEvent *event)
{
    DetailsPane::hideEvent(event);
    m_minute.stop();
}

} // namespace pollux
