// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/watchdog/agent_words.h"

#include <QTest>

using namespace tandem;
using namespace tandem::words;

namespace {

// In place of the stages' scripts: they wait for their word as those do, and tell how they began.
// $state/end_FILE: how that one ends when it was prepared.
QString withStages(const QString &use)
{
    return itsWords(
        QStringLiteral(
            "directory=$state\n"
            "for each in failover failover-frozen failover-unfenced resync; do\n"
            "cat >\"$state/$each\" <<'END'\n"
            "told=plain word=''\n"
            "while [ $# -gt 0 ]; do\n"
            "    case $1 in --ready) word=$2 ;; --epoch) told=\"$told $2\" ;; esac\n"
            "    shift\n"
            "done\n"
            "name=${0##*/} end=0\n"
            "if [ -n \"$word\" ]; then\n"
            "    told=prepared\n"
            "    while IFS= read -r -t 10 line && [ \"$line\" != \"$word begin\" ]; do\n"
            "        case $line in\n"
            "        \"$word leave\") echo \"$name left\" >>\"${0%/*}/left\"; exit 6 ;;\n"
            "        \"$word epoch \"*) told=\"$told ${line#\"$word epoch \"}\" ;;\n"
            "        esac\n"
            "    done\n"
            "    { read -r end <\"${0%/*}/end_$name\"; } 2>/dev/null\n"
            "fi\n"
            "echo \"$name $told\"\n"
            "exit \"$end\"\n"
            "END\n"
            "done\n"
            "reset\nopen_quiet\nnow=100000\n") +
        use + u'\n');
}

} // namespace

// What the watchdog on a node has prepared before it decides.
class AgentReadyTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatIsReadyIsUsed_data()
    {
        QTest::addColumn<QString>("before");
        QTest::addColumn<QString>("told");
        const QString plain = QStringLiteral("no 0 failover plain vm2=7 vm1=6");
        QTest::newRow("ready") << QStringLiteral("make_ready failover")
                               << QStringLiteral("yes 0 failover prepared vm2=7 vm1=6");
        QTest::newRow("ready and fails") << QStringLiteral("echo 3 >\"$state/end_failover\"\n"
                                                           "make_ready failover")
                                         << QStringLiteral("yes 3 failover prepared vm2=7 vm1=6");
        QTest::newRow("nothing is ready") << QString() << plain;
        QTest::newRow("another is ready") << QStringLiteral("make_ready resync") << plain;
        QTest::newRow("it died") << QStringLiteral("make_ready failover\nkill -9 \"$ready_pid\"\n"
                                                   "await \"$ready_pid\"")
                                 << plain;
        QTest::newRow("it has just given up") << QStringLiteral("echo 6 >\"$state/end_failover\"\n"
                                                                "make_ready failover")
                                              << plain;
        QTest::newRow("it was dropped")
            << QStringLiteral("make_ready failover\ndrop_ready") << plain;
        QTest::newRow("another one before")
            << QStringLiteral("make_ready resync\nmake_ready failover")
            << QStringLiteral("yes 0 failover prepared vm2=7 vm1=6");
        QTest::newRow("it is too old")
            << QStringLiteral("make_ready failover\nfirst=$ready_pid now=$((now + 9500))\n"
                              "make_ready failover\n[ \"$first\" != \"$ready_pid\" ] || exit")
            << QStringLiteral("yes 0 failover prepared vm2=7 vm1=6");
    }
    void whatIsReadyIsUsed()
    {
        QFETCH(QString, before);
        QFETCH(QString, told);
        QCOMPARE(withStages(before + QStringLiteral("\nwhole_at=$now here_epoch=7 there_epoch=6\n"
                                                    "run_script failover\n"
                                                    "echo \"$prepared $exit\"\n"
                                                    "cat \"$state/failover.out\"\n"))
                     .simplified(),
                 told);
    }

    // It has done nothing, and nobody is left who reads the next one's words.
    void whatIsNotWantedLeaves()
    {
        QCOMPARE(withStages(QStringLiteral("make_ready failover\nfirst=$ready_pid\n"
                                           "make_ready failover\n" // is there already
                                           "[ \"$first\" = \"$ready_pid\" ] || echo twice\n"
                                           "make_ready resync\ndrop_ready\nawait \"$ready_pid\"\n"
                                           "cat \"$state/left\"\n")),
                 QStringLiteral("failover left\nresync left"));
    }

    void whatIsExpected_data()
    {
        QTest::addColumn<QString>("seen");
        QTest::addColumn<QString>("ready");
        QTest::newRow("the canary fell")
            << QStringLiteral("fell=1 code=s") << QStringLiteral("failover");
        QTest::newRow("dead") << QStringLiteral("lost_at=$now code=d")
                              << QStringLiteral("failover");
        QTest::newRow("frozen") << QStringLiteral("lost_at=$now code=f")
                                << QStringLiteral("failover-frozen");
        QTest::newRow("silent altogether") << QStringLiteral("lost_at=$now code=q policy_code=ynsn")
                                           << QStringLiteral("failover-unfenced");
        QTest::newRow("silent, but nobody may be promoted then")
            << QStringLiteral("lost_at=$now code=q policy_code=ynnn") << QString();
        QTest::newRow("nothing is lost") << QStringLiteral("code=s") << QString();
        QTest::newRow("lost long ago")
            << QStringLiteral("lost_at=$((now - 8000)) code=d") << QString();
        QTest::newRow("not armed") << QStringLiteral("fell=1 code=s stamp_armed=n") << QString();
        QTest::newRow("never by itself")
            << QStringLiteral("fell=1 code=s policy_code=nnnn") << QString();
        QTest::newRow("not a standby")
            << QStringLiteral("fell=1 code=s here_role=primary") << QString();
    }
    void whatIsExpected()
    {
        QFETCH(QString, seen);
        QFETCH(QString, ready);
        QCOMPARE(withStages(QStringLiteral("stamp_armed=a policy_code=ynnn primary_node=$peer "
                                           "here_how=ok here_role=standby\n%1\nexpect_failover\n"
                                           "echo \"$ready\"\ndrop_ready\n"
                                           "[ -z \"$ready_pid\" ] || await \"$ready_pid\"")
                                .arg(seen)),
                 ready);
    }
};

QTEST_GUILESS_MAIN(AgentReadyTest)
#include "agent_ready_test.moc"
