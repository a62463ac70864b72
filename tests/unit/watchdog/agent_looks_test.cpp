// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/watchdog/agent_words.h"

#include <QTest>

using namespace tandem;
using namespace tandem::words;

// What the watchdog on a node makes of what it sees, word by word, as SightBook does in the
// program.
class AgentLooksTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // Turned by an hour or asleep: what was seen before says nothing of what the standby lacks now.
    void aClockThatJumpsDisarms_data()
    {
        QTest::addColumn<int>("wallMilliseconds");
        QTest::addColumn<QString>("armed");
        QTest::newRow("on time") << 500 << QStringLiteral("a");
        QTest::newRow("a little late") << 4900 << QStringLiteral("a");
        QTest::newRow("an hour on") << 3600500 << QStringLiteral("n");
        QTest::newRow("an hour back") << -3599500 << QStringLiteral("n");
    }
    void aClockThatJumpsDisarms()
    {
        QFETCH(int, wallMilliseconds);
        QFETCH(QString, armed);
        QCOMPARE(itsWords(QStringLiteral("reset\n"
                                         "read_wall() { wall=$clock; }\n"
                                         "now=50000 clock=1700000000000\n"
                                         "notice_jump\n"
                                         "stamp_armed=a received_at=$now\n"
                                         "now=$((now + 500)) clock=$((clock + %1))\n"
                                         "notice_jump\n"
                                         "echo \"$stamp_armed$received_at\"\n")
                              .arg(wallMilliseconds)),
                 armed == QLatin1String("n") ? armed : armed + QStringLiteral("50000"));
    }

    // A server that lives keeps its role where its standby had left it while it served.
    void aSlowServerWhoseStandbyHadLeftIsNotReplaced()
    {
        const QString left =
            QStringLiteral("reset\n"
                           "here_how=ok here_role=standby here_receiver=streaming\n"
                           "there_how=ok there_role=primary now=100000\nboil_down\n"
                           "%1\n"
                           "here_receiver=none there_how=silent there_role=none there_host=1 "
                           "there_process=running host_since_loss=1 now=103000\nboil_down\n"
                           "there_process=none there_how=refused\nprintf '%s ' \"${code:0:2}\"\n"
                           "boil_down\necho \"${code:0:2}\"\n");
        QCOMPARE(itsWords(left.arg(QStringLiteral("here_receiver=none now=100500; boil_down"))),
                 QStringLiteral("fl de"));
        QCOMPARE(itsWords(left.arg(QString())), QStringLiteral("fe de"));
    }

    // How much its standby lacks is known while the primary serves and the standby is apart.
    void whatAStandbyApartLacksCounts_data()
    {
        QTest::addColumn<QString>("position");
        QTest::addColumn<QString>("armed");
        QTest::newRow("little") << QStringLiteral("0/31000000") << QStringLiteral("aw");
        QTest::newRow("the limit") << QStringLiteral("0/32000000") << QStringLiteral("ab");
        QTest::newRow("over 4 GB") << QStringLiteral("1/31000000") << QStringLiteral("ab");
    }
    void whatAStandbyApartLacksCounts()
    {
        QFETCH(QString, position);
        QFETCH(QString, armed);
        QCOMPARE(itsWords(QStringLiteral("reset\n"
                                         "here_how=ok here_role=standby here_receiver=streaming\n"
                                         "there_how=ok there_role=primary now=100000\n"
                                         "here_position=0/30FFFFFF there_position=0/31000000\n"
                                         "boil_down\n"
                                         "here_receiver=none there_position=%1 now=100500\n"
                                         "boil_down\necho \"$stamp_armed$stamp_backlog\"\n")
                              .arg(position)),
                 armed);
    }

    // 200 ms away a new session takes a second and a half: what was learned of one look the next
    // one goes by, and one that was never heard, but is received from, is given longer and longer.
    void aFarPeerIsGivenLonger()
    {
        QCOMPARE(itsWords(QStringLiteral(
                     "reset\n"
                     "server() { echo \"$4\" >>\"$work/asked.$1\"; "
                     "[ \"$1\" = here ] && echo 'here_how=ok here_receiver=streaming' || { "
                     "[ \"$4\" -ge 1500 ] && echo there_how=ok there_took=1450 || "
                     "echo there_how=silent there_took=\"$4\"; }; }\n"
                     "host() { :; }\nnote_replies() { :; }\n"
                     "open_quiet\nnow=100000\nread_now() { now=$((now + 10)); }\n"
                     "look whole; look whole; look whole\n"
                     "printf '%s ' $(<\"$work/asked.there\") $host_patience\n"
                     "there_how=silent lost_at=$now heard_at=$((now - 9000)) host_since_loss=1\n"
                     "look whole\ntail -n 1 \"$work/asked.there\"\n")),
                 QStringLiteral("1000 3000 4350 4350 2175"));
    }

    // Frozen it is not far, though its standby still takes it for one that sends.
    void aFrozenPeerIsNotGivenLonger_data()
    {
        QTest::addColumn<QString>("process");
        QTest::addColumn<QString>("asked");
        QTest::newRow("frozen") << QStringLiteral("frozen") << QStringLiteral("300 300");
        QTest::newRow("at work") << QStringLiteral("running") << QStringLiteral("300 450");
    }
    void aFrozenPeerIsNotGivenLonger()
    {
        QFETCH(QString, process);
        QFETCH(QString, asked);
        QCOMPARE(itsWords(QStringLiteral(
                              "reset\n"
                              "server() { echo \"$4\" >>\"$work/asked.$1\"; "
                              "[ \"$1\" = here ] && echo 'here_how=ok here_receiver=streaming' || "
                              "echo there_how=silent there_took=\"$4\"; }\n"
                              "host() { echo \"$1_host=1 $1_host_took=40 $1_process=%1\"; }\n"
                              "note_replies() { :; }\n"
                              "open_quiet\nnow=100000\nread_now() { now=$((now + 10)); }\n"
                              "there_how=silent lost_at=$now heard_at=$((now - 1500)) "
                              "host_since_loss=1\n"
                              "look whole; look whole\necho $(<\"$work/asked.there\")\n")
                              .arg(process)),
                 asked);
    }

    // So is the own server where its host is overloaded: else a standby there is never armed. A
    // primary that is not heard may have lost its network, and is not waited for.
    void anOverloadedStandbyIsGivenLonger()
    {
        const QString looks =
            QStringLiteral("reset\n"
                           "own_role=%1\n"
                           "server() { [ \"$1\" = here ] && echo \"$4\" >>\"$work/asked\"; "
                           "[ \"$1\" = here ] && [ \"$4\" -lt 1500 ] && echo here_how=silent || "
                           "echo \"$1_how=ok $1_role=standby $1_took=1450\"; }\n"
                           "host() { echo \"$1_host=1 $1_process=%2\"; }\nnote_replies() { :; }\n"
                           "open_quiet\nnow=100000\nread_now() { now=$((now + 10)); }\n"
                           "look whole; look whole; look whole\necho $(<\"$work/asked\")\n");
        const QString running = QStringLiteral("running");
        QCOMPARE(itsWords(looks.arg(QStringLiteral("standby"), running)),
                 QStringLiteral("1000 3000 3000"));
        QCOMPARE(itsWords(looks.arg(QStringLiteral("primary"), running)),
                 QStringLiteral("1000 1000 1000"));
        QCOMPARE(itsWords(looks.arg(QStringLiteral("standby"), QStringLiteral("frozen"))),
                 QStringLiteral("1000 1000 1000"));
    }

    // Of a host that was cut off amid its answer nothing is taken: what is missing there is not so.
    // It lives, and the next look waits for it longer.
    void aHostThatIsTooSlowIsNotTakenAtHalfAWord()
    {
        const QString looks = QStringLiteral(
            "reset\n"
            "server() { [ \"$1\" = here ] && echo 'here_how=ok here_role=standby "
            "here_receiver=none here_took=9' || echo 'there_how=silent there_took=1000'; }\n"
            "on_here() { :; }\n"
            "on_there() { echo \"$host_patience\" >>\"$work/asked\"; "
            "printf 'boot=b\\nclock=1700000000000\\n'; [ \"$host_patience\" -ge 3000 ] || return; "
            "printf 'process=%1\\nrecord:failover_from_timeline=0\\nwhole=1\\n'; }\n"
            "note_replies() { :; }\n"
            "open_quiet\nnow=100000 lost_at=99000 host_since_loss=1 there_from=7\n"
            "read_now() { now=$((now + 10)); }\n"
            "for i in 1 2; do look whole; boil_down; "
            "printf '%s ' \"${code:0:1}$there_from\"; done\n"
            "echo $(<\"$work/asked\")\n");
        QCOMPARE(itsWords(looks.arg(QLatin1String("frozen"))), QStringLiteral("u7 f0 1200 3600"));
        QCOMPARE(itsWords(looks.arg(QLatin1String("none"))), QStringLiteral("u7 d0 1200 3600"));
    }

    // A login that is refused is no loss, and one that was refused for long has let the stamp age.
    void aRefusedLoginIsNoLoss()
    {
        QCOMPARE(
            itsWords(QStringLiteral("reset\n"
                                    "home=$peer here_how=other there_how=other\n"
                                    "stamp_armed=a now=100000 served_at=99500 received_at=99500\n"
                                    "boil_down\n"
                                    "printf '%s ' \"${code:0:1}\" \"${lost_at:-none}\"\n"
                                    "here_how=ok here_role=standby there_how=refused "
                                    "there_host=1 now=140000\n"
                                    "boil_down\n"
                                    "echo \"${code:0:1} $lost_at $stamp_armed\"\n")),
            QStringLiteral("a none u 140000 n"));
    }

    // As SightStandbyTest::aReceiverThatBringsNothingIsNoReceiver, in the shell's words.
    void aReceiverThatBringsNothingIsNoReceiver()
    {
        const QString seen =
            QStringLiteral("reset\n"
                           "arm() { stamp_armed=a; }\n"
                           "here_how=ok here_role=standby there_how=ok there_role=primary "
                           "there_receiver=streaming\n"
                           "there_position=0/5800000 here_reach=0/5000000 now=100000 %1\n"
                           "for i in 1 2 3; do\n"
                           "  now=$((now + 1000)) here_receiver=none\n"
                           "  boil_down\n"
                           "  now=$((now + 1000)) here_receiver=streaming %2\n"
                           "  boil_down\n"
                           "done\n"
                           "echo \"${code:0:2} $stamp_armed ${received_at:-never}\"\n");
        const QString before = QStringLiteral("received_at=100000 stamp_armed=a");
        QCOMPARE(itsWords(seen.arg(before, QString())), QStringLiteral("sr a 100000"));
        QCOMPARE(itsWords(seen.arg(QString(), QString())), QStringLiteral("sr n never"));
        QCOMPARE(itsWords(seen.arg(before, QStringLiteral("here_reach=0/500000$i"))),
                 QStringLiteral("sr a 106000"));
        QCOMPARE(itsWords(seen.arg(before, QStringLiteral("here_reach=0/5800000"))),
                 QStringLiteral("sr a 106000"));
    }

    // The other one is down: that it was promoted by automation its control file tells still.
    void aDeadPrimaryOfAnOpenFailoverIsNotSettled()
    {
        const QString seen = QStringLiteral(
            "reset\n"
            "here_how=ok here_role=standby here_timeline=2 there_how=refused there_host=1\n"
            "stamp_armed=a now=100000 lost_at=99000 served_at=98900 received_at=98900 "
            "host_since_loss=1 there_from=%1 there_disk=2\n"
            "boil_down\n"
            "primary=$peer standby=$me\n"
            "decide \"$code\"\n"
            "echo \"$action $reason\"\n");
        QCOMPARE(itsWords(seen.arg(1)), QStringLiteral("ask not_settled"));
        QCOMPARE(itsWords(seen.arg(0)), QStringLiteral("failover dead"));
    }

    // As SightStandbyTest::aServerStartedRoundItsFenceIsBroughtBack, in the shell's words.
    void aServerStartedRoundItsFenceIsBroughtBack()
    {
        const QString seen = QStringLiteral(
            "reset\n"
            "here_how=ok here_role=primary here_timeline=2 here_from=%1 there_host=1\n"
            "there_how=ok there_role=standby there_receiver=streaming there_fenced=%2\n"
            "now=100000 apart_at=%3\n"
            "boil_down\n"
            "echo \"${code:0:2}\"\n");
        QCOMPARE(itsWords(seen.arg(1).arg(1).arg(91000)), QStringLiteral("sd"));
        QCOMPARE(itsWords(seen.arg(1).arg(1).arg(90000)), QStringLiteral("so"));
        QCOMPARE(itsWords(seen.arg(1).arg(0).arg(90000)), QStringLiteral("sr"));
        QCOMPARE(itsWords(seen.arg(0).arg(1).arg(90000)), QStringLiteral("sr"));
    }

    // Fenced, and no failover of automation's is behind it: who is down did not only stop.
    void whomAPersonReplacedIsNotCalledDown()
    {
        const QString seen = QStringLiteral(
            "reset\n"
            "here_how=%1 here_role=%2 here_timeline=2 here_fenced=%3 here_from=%4\n"
            "there_how=%5 there_role=%6 there_timeline=2 there_fenced=%7 there_from=%8 "
            "there_host=1\n"
            "now=100000\n"
            "boil_down\n"
            "primary=$primary_node standby=vm0\n"
            "decide \"$code\"\n"
            "echo \"$primary_node $action $reason\"\n");
        const QString here = QStringLiteral("ok primary 0 %1 refused none %2 0");
        const QString there = QStringLiteral("refused none %2 0 ok primary 0 %1");
        const auto of = [&](const QString &words, int from, int fenced) {
            QString use = seen;
            for (const QString &word : words.arg(from).arg(fenced).split(u' '))
                use = use.arg(word);
            return itsWords(use);
        };
        QCOMPARE(of(here, 0, 1), QStringLiteral("vm2 nothing replaced_by_a_person"));
        QCOMPARE(of(here, 0, 0), QStringLiteral("vm2 nothing standby_out"));
        QCOMPARE(of(there, 0, 1), QStringLiteral("vm1 nothing replaced_by_a_person"));
        QCOMPARE(of(there, 0, 0), QStringLiteral("vm1 nothing standby_out"));
        // Whose failover is open brings it back; its peer leaves that to it.
        QCOMPARE(of(here, 1, 1), QStringLiteral("vm2 resync old_primary_back"));
        QCOMPARE(of(there, 1, 1), QStringLiteral("vm1 nothing standby_out"));
    }

    // As SightBookTest::aSlowReturnIsNotTakenDown, in the shell's words.
    void aSlowReturnIsNotTakenDown()
    {
        const QString seen = QStringLiteral(
            "reset\n"
            "here_how=ok here_role=primary here_timeline=2 here_from=1 there_host=1\n"
            "there_how=%1 there_process=%2 now=100000 apart_at=%3\n"
            "boil_down\n"
            "echo \"${code:0:2}\"\n");
        QCOMPARE(itsWords(seen.arg(QLatin1String("silent"), QLatin1String("running")).arg(91000)),
                 QStringLiteral("sd"));
        QCOMPARE(itsWords(seen.arg(QLatin1String("silent"), QLatin1String("running")).arg(90000)),
                 QStringLiteral("so"));
        QCOMPARE(itsWords(seen.arg(QLatin1String("starting"), QLatin1String("running")).arg(41000)),
                 QStringLiteral("sd"));
        QCOMPARE(itsWords(seen.arg(QLatin1String("starting"), QLatin1String("running")).arg(40000)),
                 QStringLiteral("so"));
        QCOMPARE(itsWords(seen.arg(QLatin1String("silent"), QLatin1String("frozen")).arg(100000)),
                 QStringLiteral("so"));
        QCOMPARE(itsWords(seen.arg(QLatin1String("refused"), QLatin1String("none")).arg(100000)),
                 QStringLiteral("so"));
    }
};

QTEST_APPLESS_MAIN(AgentLooksTest)
#include "agent_looks_test.moc"
