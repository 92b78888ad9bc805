// SPDX-License-Identifier: Apache-2.0
#include "app/cli/options/storeoptions.h"

#include "models/text/format.h"
#include "models/text/storetext.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace pollux {

namespace {

struct Texts {
    Q_DECLARE_TR_FUNCTIONS(pollux::StoreOptions)
};

/// The text for a value that is no whole number; empty where it is one, which `number` is then.
QString takeNumber(const QString &option, const std::optional<QString> &text, int &number)
{
    if (!text)
        return {};
    bool isNumber = false;
    number = text->toInt(&isNumber);
    return isNumber ? QString() : Texts::tr("%1 needs a whole number: %2").arg(option, format::singleLine(*text));
}

QString readChunking(const TypedStoreOptions &typed, StoreUpload &upload)
{
    if (!typed.maxTokens && !typed.overlap)
        return {};
    ChunkingConfig config;
    for (const QString &reason : {takeNumber(u"--max-tokens"_s, typed.maxTokens, config.maxTokensPerChunk),
                                  takeNumber(u"--overlap"_s, typed.overlap, config.maxOverlapTokens)}) {
        if (!reason.isEmpty())
            return reason;
    }
    upload.chunking = config;
    const QString reason = storetext::problemText(problemOf(config));
    return reason.isEmpty() ? reason
                            : u"--max-tokens %1, --overlap %2: %3"_s.arg(config.maxTokensPerChunk)
                                  .arg(config.maxOverlapTokens)
                                  .arg(reason);
}

void addListItem(const QString &key, const QString &item, QList<CustomMetadata> &metadata)
{
    const auto list = std::ranges::find_if(metadata, [&key](const CustomMetadata &entry) {
        return entry.key == key && std::holds_alternative<QStringList>(entry.value);
    });
    if (list == metadata.end())
        metadata.append({key, QStringList{item}});
    else
        std::get<QStringList>(list->value).append(item);
}

/// Why it is refused; empty where it is not.
QString readEntry(const QString &text, QList<CustomMetadata> &metadata)
{
    const qsizetype separator = text.indexOf(u'=');
    if (separator < 0)
        return Texts::tr("--metadata needs key=text, key:=number or key[]=item: %1").arg(format::singleLine(text));
    const QString key = text.first(separator);
    const QString value = text.sliced(separator + 1);
    if (key.endsWith(u':')) {
        bool isNumber = false;
        const double number = value.toDouble(&isNumber);
        if (!isNumber)
            return Texts::tr("--metadata needs a number after :=, as in key:=12.5: %1").arg(format::singleLine(text));
        metadata.append({key.chopped(1), number});
    } else if (key.endsWith("[]"_L1)) {
        addListItem(key.chopped(2), value, metadata);
    } else {
        metadata.append({key, value});
    }
    return {};
}

QString readMetadata(const QStringList &texts, StoreUpload &upload)
{
    for (const QString &text : texts) {
        if (const QString reason = readEntry(text, upload.metadata); !reason.isEmpty())
            return reason;
    }
    return storetext::problemText(faultOf(upload.metadata), upload.metadata);
}

} // namespace

QString readStoreOptions(const TypedStoreOptions &typed, StoreUpload &upload)
{
    const QString reason = readChunking(typed, upload);
    return reason.isEmpty() ? readMetadata(typed.metadata, upload) : reason;
}

} // namespace pollux
