// SPDX-License-Identifier: Apache-2.0
#include "models/api/upload/sha256.h"

#include <QCryptographicHash>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace pollux;

namespace {

QByteArray pattern(qsizetype size)
{
    QByteArray bytes(size, Qt::Uninitialized);
    for (qsizetype i = 0; i < size; ++i)
        bytes[i] = static_cast<char>((i * 31) % 251);
    return bytes;
}

} // namespace

class tst_Sha256 : public QObject {
    Q_OBJECT

private slots:
    void publishedVectors_data();
    void publishedVectors();
    void pieces_data();
    void pieces();
};

void tst_Sha256::publishedVectors_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArray>("hash"); // hex
    // FIPS 180-4's examples.
    QTest::newRow("nothing") << QByteArray() << "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"_ba;
    QTest::newRow("one block") << "abc"_ba
                               << "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"_ba;
    QTest::newRow("two blocks") << "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"_ba
                                << "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"_ba;
    QTest::newRow("a million a") << QByteArray(1'000'000, 'a')
                                 << "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"_ba;
}

void tst_Sha256::publishedVectors()
{
    QFETCH(const QByteArray, bytes);
    QFETCH(const QByteArray, hash);
    Sha256 sha256;
    sha256.add(bytes);
    QCOMPARE(sha256.result().toHex(), hash);
}

void tst_Sha256::pieces_data()
{
    QTest::addColumn<qsizetype>("piece");
    for (const qsizetype piece : {1, 7, 63, 64, 65, 4096, 4097, 100'000})
        QTest::addRow("%d", static_cast<int>(piece)) << piece;
}

void tst_Sha256::pieces()
{
    QFETCH(const qsizetype, piece);
    const QByteArray bytes = pattern(99'991);
    Sha256 sha256;
    for (qsizetype at = 0; at < bytes.size(); at += piece) {
        sha256.add(QByteArrayView(bytes).sliced(at).first(std::min(piece, bytes.size() - at)));
        sha256.add({});
    }
    QCOMPARE(sha256.result(), QCryptographicHash::hash(bytes, QCryptographicHash::Sha256));
}

QTEST_GUILESS_MAIN(tst_Sha256)
#include "tst_sha256.moc"
