<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ru_RU" sourcelanguage="en_US">
<context>
    <name>App</name>
    <message>
        <source>writes on</source>
        <translation>запись на</translation>
    </message>
    <message>
        <source>acknowledged</source>
        <translation>подтверждено</translation>
    </message>
    <message>
        <source>rolled back</source>
        <translation>откачено</translation>
    </message>
    <message>
        <source>in doubt</source>
        <translation>под вопросом</translation>
    </message>
    <message>
        <source>reads</source>
        <translation>чтений</translation>
    </message>
    <message>
        <source>errors</source>
        <translation>ошибок</translation>
    </message>
    <message>
        <source>Writes acknowledged: %1, kept: %2, lost: %3, in doubt: %4.</source>
        <translation>Записей подтверждено: %1, сохранено: %2, потеряно: %3, под вопросом: %4.</translation>
    </message>
    <message>
        <source>Ledger: %1</source>
        <translation>Реестр: %1</translation>
    </message>
    <message>
        <source>init wants a file and two nodes: pgtandemctl init --profile FILE --node vm1=192.168.56.2 --node vm2=192.168.56.3 --user main</source>
        <translation>init нужны файл и два узла: pgtandemctl init --profile ФАЙЛ --node vm1=192.168.56.2 --node vm2=192.168.56.3 --user main</translation>
    </message>
    <message>
        <source>%1 is there already and is left as it is: choose another name.</source>
        <translation>%1 уже есть и оставлен как есть: выберите другое имя.</translation>
    </message>
    <message>
        <source>%1 cannot be written: %2.</source>
        <translation>%1 не удалось записать: %2.</translation>
    </message>
    <message>
        <source>%1 is written; look through it, then: pgtandemctl check --profile %1</source>
        <translation>%1 записан; просмотрите его, затем: pgtandemctl check --profile %1</translation>
    </message>
    <message>
        <source>writes a profile for the two nodes given with --node</source>
        <translation>записывает профиль для двух узлов, заданных через --node</translation>
    </message>
    <message>
        <source>looks at every hop to both nodes, mends nothing</source>
        <translation>проверяет каждый участок пути к обоим узлам, ничего не меняет</translation>
    </message>
    <message>
        <source>the pair&apos;s state, both nodes, what may be done</source>
        <translation>состояние пары, оба узла и что сейчас можно сделать</translation>
    </message>
    <message>
        <source>shows what a stage would do, changes nothing</source>
        <translation>показывает, что сделал бы этап, ничего не меняет</translation>
    </message>
    <message>
        <source>runs a stage</source>
        <translation>выполняет этап</translation>
    </message>
    <message>
        <source>clients that write and read, then the audit</source>
        <translation>клиенты пишут и читают, затем сверка</translation>
    </message>
    <message>
        <source>plays the whole lab on two servers of its own</source>
        <translation>проигрывает всю лабораторию на двух собственных серверах</translation>
    </message>
    <message>
        <source>the pair&apos;s profile</source>
        <translation>профиль пары</translation>
    </message>
    <message>
        <source>its passwords (mode 0600); else PROFILE.secrets.json beside it</source>
        <translation>её пароли (права 0600); иначе PROFILE.secrets.json рядом с профилем</translation>
    </message>
    <message>
        <source>where journals and ledgers are kept</source>
        <translation>где хранить журналы и реестры</translation>
    </message>
    <message>
        <source>one JSON object a line</source>
        <translation>по одному объекту JSON в строке</translation>
    </message>
    <message>
        <source>en or ru</source>
        <translation>en или ru</translation>
    </message>
    <message>
        <source>plan: with every command</source>
        <translation>plan: со всеми командами</translation>
    </message>
    <message>
        <source>run: ask no question (a typed word is still asked for)</source>
        <translation>run: не задавать вопросов (слово всё равно спрашивается)</translation>
    </message>
    <message>
        <source>run: the typed word of a stage that asks for one</source>
        <translation>run: слово для этапа, который его спрашивает</translation>
    </message>
    <message>
        <source>init: a node; given twice, the first is the primary</source>
        <translation>init: узел; задаётся дважды, первый — основной</translation>
    </message>
    <message>
        <source>init: the login on the hosts</source>
        <translation>init: имя для входа на хосты</translation>
    </message>
    <message>
        <source>demo: leave the pair running</source>
        <translation>demo: оставить пару работать</translation>
    </message>
    <message>
        <source>clients that write, 1 to 100</source>
        <translation>сколько клиентов пишет, от 1 до 100</translation>
    </message>
    <message>
        <source>workload: how long, 0 until Ctrl-C</source>
        <translation>workload: как долго; 0 — до Ctrl-C</translation>
    </message>
    <message>
        <source>shows this</source>
        <translation>показывает эту справку</translation>
    </message>
    <message>
        <source>shows the program&apos;s version</source>
        <translation>показывает версию программы</translation>
    </message>
    <message>
        <source>--%1 wants a whole number from %2 to %3, not &quot;%4&quot;.</source>
        <translation>--%1 нужно целое число от %2 до %3, а не «%4».</translation>
    </message>
    <message>
        <source>%1 is no option; &quot;pgtandemctl --help&quot; lists them.</source>
        <translation>Ключа %1 нет; список — «pgtandemctl --help».</translation>
    </message>
    <message>
        <source>%1 wants a value behind it.</source>
        <translation>После %1 нужно значение.</translation>
    </message>
    <message>
        <source>%1 takes no value.</source>
        <translation>У %1 не бывает значения.</translation>
    </message>
    <message>
        <source>The options are not understood: %1</source>
        <translation>Ключи не поняты: %1</translation>
    </message>
    <message>
        <source>What is to be done? &quot;pgtandemctl --help&quot; lists the verbs.</source>
        <translation>Что нужно сделать? Список команд — «pgtandemctl --help».</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no verb; &quot;pgtandemctl --help&quot; lists them.</source>
        <translation>Команды «%1» нет; список — «pgtandemctl --help».</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is one word too many behind &quot;%2&quot;.</source>
        <translation>«%1» — лишнее слово после «%2».</translation>
    </message>
    <message>
        <source> (else %1)</source>
        <translation> (иначе %1)</translation>
    </message>
    <message>
        <source>done</source>
        <translation>выполнено</translation>
    </message>
    <message>
        <source>a step failed</source>
        <translation>один из шагов не удался</translation>
    </message>
    <message>
        <source>usage: the words or a file are wrong</source>
        <translation>неверный вызов: ошибка в словах или в файле</translation>
    </message>
    <message>
        <source>refused, nothing was changed</source>
        <translation>отказ, ничего не изменено</translation>
    </message>
    <message>
        <source>not reachable</source>
        <translation>нет связи</translation>
    </message>
    <message>
        <source>needs a decision</source>
        <translation>нужно решение человека</translation>
    </message>
    <message>
        <source>cancelled</source>
        <translation>отменено</translation>
    </message>
    <message>
        <source>Runs a PostgreSQL pair: one primary, one hot standby.</source>
        <translation>Управляет парой PostgreSQL: один сервер основной, другой — его горячий резерв.</translation>
    </message>
    <message>
        <source>Usage: pgtandemctl VERB [options]</source>
        <translation>Вызов: pgtandemctl КОМАНДА [ключи]</translation>
    </message>
    <message>
        <source>Verbs:</source>
        <translation>Команды:</translation>
    </message>
    <message>
        <source>Options:</source>
        <translation>Ключи:</translation>
    </message>
    <message>
        <source>Stages:</source>
        <translation>Этапы:</translation>
    </message>
    <message>
        <source>Exit codes:</source>
        <translation>Коды завершения:</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 с</translation>
    </message>
    <message>
        <source>Which pair? Name its profile with --profile FILE; &quot;pgtandemctl init&quot; makes one.</source>
        <translation>Какая пара? Укажите её профиль: --profile ФАЙЛ; новый создаёт «pgtandemctl init».</translation>
    </message>
    <message>
        <source>Cancelled; nothing was changed.</source>
        <translation>Отменено; ничего не изменено.</translation>
    </message>
    <message>
        <source>Certificate: E %1, replayed %2, forked at %3.</source>
        <translation>Сертификат: E %1, воспроизведено до %2, ответвление в %3.</translation>
    </message>
    <message>
        <source>Which stage? There are %1.</source>
        <translation>Какой этап? Есть %1.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no stage; there are %2.</source>
        <translation>Этапа «%1» нет; есть %2.</translation>
    </message>
    <message>
        <source>The report %1 cannot be written: %2.</source>
        <translation>Отчёт %1 не удалось записать: %2.</translation>
    </message>
    <message>
        <source>it is a directory</source>
        <translation>это каталог</translation>
    </message>
    <message>
        <source>%1 is no directory one may write to</source>
        <translation>%1 — не каталог, в который можно писать</translation>
    </message>
    <message>
        <source>Expected results:</source>
        <translation>Ожидаемые результаты:</translation>
    </message>
    <message>
        <source>stage</source>
        <translation>этап</translation>
    </message>
    <message>
        <source>outage</source>
        <translation>простой</translation>
    </message>
    <message>
        <source>kept</source>
        <translation>сохранено</translation>
    </message>
    <message>
        <source>lost</source>
        <translation>потеряно</translation>
    </message>
    <message>
        <source>The whole lab is done, in %1 s.</source>
        <translation>Вся лаборатория пройдена за %1 с.</translation>
    </message>
    <message>
        <source>The lab is not done: see the stage above that failed.</source>
        <translation>Лаборатория не пройдена: смотрите выше этап, который не удался.</translation>
    </message>
    <message>
        <source>Report: %1</source>
        <translation>Отчёт: %1</translation>
    </message>
    <message>
        <source>The pair runs on: pgtandemctl status --profile %1 --secrets %2</source>
        <translation>Пара продолжает работать: pgtandemctl status --profile %1 --secrets %2</translation>
    </message>
    <message>
        <source>Its servers are stopped; their files are in %1.</source>
        <translation>Её серверы остановлены; их файлы в %1.</translation>
    </message>
    <message>
        <source>demo wants a directory for its two servers: --dir DIRECTORY</source>
        <translation>demo нужен каталог для двух серверов: --dir КАТАЛОГ</translation>
    </message>
    <message>
        <source>Two fresh servers are made in %1 ...</source>
        <translation>Создаются два новых сервера в %1 ...</translation>
    </message>
    <message>
        <source>does not stream</source>
        <translation>потока нет</translation>
    </message>
    <message>
        <source>streams, %1 bytes behind</source>
        <translation>поток идёт, отставание %1 Б</translation>
    </message>
    <message>
        <source>streams</source>
        <translation>поток идёт</translation>
    </message>
    <message>
        <source>node</source>
        <translation>узел</translation>
    </message>
    <message>
        <source>role</source>
        <translation>роль</translation>
    </message>
    <message>
        <source>timeline</source>
        <translation>линия времени</translation>
    </message>
    <message>
        <source>position</source>
        <translation>позиция</translation>
    </message>
    <message>
        <source>replication</source>
        <translation>репликация</translation>
    </message>
    <message>
        <source>Suggested next: pgtandemctl run %1</source>
        <translation>Следующий шаг: pgtandemctl run %1</translation>
    </message>
    <message>
        <source>both</source>
        <translation>оба</translation>
    </message>
    <message>
        <source>There are texts in English (en) and Russian (ru) only.</source>
        <translation>Тексты есть только на английском (en) и русском (ru).</translation>
    </message>
    <message>
        <source>Type the word asked for above, or nothing to leave it:</source>
        <translation>Введите слово, названное выше, или ничего, чтобы оставить как есть:</translation>
    </message>
    <message>
        <source>Type yes to run this, or nothing to leave it:</source>
        <translation>Введите yes, чтобы выполнить, или ничего, чтобы оставить как есть:</translation>
    </message>
    <message>
        <source>From the first step that decided to the first committed write: %1 s.</source>
        <translation>От первого решающего шага до первой зафиксированной записи: %1 с.</translation>
    </message>
    <message>
        <source>init: PostgreSQL&apos;s major version on the hosts</source>
        <translation>init: основная версия PostgreSQL на хостах</translation>
    </message>
    <message>
        <source>demo: stop the pair that was left running</source>
        <translation>demo: остановить пару, оставленную работать</translation>
    </message>
    <message>
        <source>To stop it: pgtandemctl demo --stop --dir %1</source>
        <translation>Чтобы остановить её: pgtandemctl demo --stop --dir %1</translation>
    </message>
    <message>
        <source>A commit took %1 ms before and takes %2 ms now (medians of 30).</source>
        <translation>Фиксация занимала %1 мс, теперь занимает %2 мс (медианы по 30).</translation>
    </message>
    <message>
        <source>A commit takes %1 ms now (median of 30).</source>
        <translation>Фиксация теперь занимает %1 мс (медиана по 30).</translation>
    </message>
    <message>
        <source>run resync: auto, follow, rewind or clone</source>
        <translation>run resync: auto, follow, rewind или clone</translation>
    </message>
    <message>
        <source>run clean: only this one, as .kept-TIME; may be given several times</source>
        <translation>run clean: только этот, в виде .kept-ВРЕМЯ; можно указать несколько раз</translation>
    </message>
    <message>
        <source>--%1 wants one of %2, not &quot;%3&quot;.</source>
        <translation>--%1 принимает одно из %2, а не «%3».</translation>
    </message>
    <message>
        <source>--%1 is only for the stage %2.</source>
        <translation>--%1 есть только у этапа %2.</translation>
    </message>
    <message>
        <source>%1: %2 of %3</source>
        <translation>%1: %2 из %3</translation>
    </message>
    <message>
        <source>the servers&apos; logs on one clock, telling lines marked</source>
        <translation>журналы серверов по одним часам, важные строки помечены</translation>
    </message>
    <message>
        <source>logs: the last N entries, 0 to 100000</source>
        <translation>logs: последние N записей, от 0 до 100000</translation>
    </message>
    <message>
        <source>logs: go on until Ctrl-C</source>
        <translation>logs: продолжать до Ctrl-C</translation>
    </message>
    <message>
        <source>[%1 bytes cut]</source>
        <translation>[отрезано байт: %1]</translation>
    </message>
    <message>
        <source>There is no node &quot;%1&quot; in this pair; it has %2 and %3.</source>
        <translation>В этой паре нет узла «%1», в ней %2 и %3.</translation>
    </message>
    <message>
        <source>There is no log file on this node yet.</source>
        <translation>На этом узле ещё нет файла журнала.</translation>
    </message>
    <message>
        <source>writes the report of a run again from what was kept of it</source>
        <translation>пишет отчёт о запуске заново по тому, что от него сохранено</translation>
    </message>
    <message>
        <source>demo: an empty directory for its servers; report: a demo&apos;s one</source>
        <translation>demo: пустой каталог для его серверов; report: каталог готовой demo</translation>
    </message>
    <message>
        <source>demo, report: where report.md, .html and .json go; or NAME.md</source>
        <translation>demo, report: куда положить report.md, .html и .json; или ИМЯ.md</translation>
    </message>
    <message>
        <source>report: a run&apos;s name, latest, or journals for stages run one by one</source>
        <translation>report: имя запуска, latest или journals для этапов, выполненных по одному</translation>
    </message>
    <message>
        <source>clients that read, 0 to 99; at most 100 of both</source>
        <translation>сколько клиентов читает, от 0 до 99; тех и других не больше 100</translation>
    </message>
    <message>
        <source>workload: transactions a second of all writers, 0 for full speed</source>
        <translation>workload: транзакций в секунду у всех пишущих вместе, 0 — без ограничения</translation>
    </message>
    <message>
        <source>workload: the same of each writer, instead of --rate</source>
        <translation>workload: то же у каждого пишущего, вместо --rate</translation>
    </message>
    <message>
        <source>workload: lab, inserts, updates, rollbacks, or insert=70,update=20,rollback=10</source>
        <translation>workload: lab, inserts, updates, rollbacks или insert=70,update=20,rollback=10</translation>
    </message>
    <message>
        <source>--%1 wants a number from %2 to %3, not &quot;%4&quot;.</source>
        <translation>--%1 нужно число от %2 до %3, а не «%4».</translation>
    </message>
    <message>
        <source>second</source>
        <translation>секунда</translation>
    </message>
    <message>
        <source>median ms</source>
        <translation>медиана мс</translation>
    </message>
    <message>
        <source>p95 ms</source>
        <translation>p95 мс</translation>
    </message>
    <message>
        <source>max ms</source>
        <translation>макс. мс</translation>
    </message>
    <message>
        <source>status: a line for every change and each second until Ctrl-C (exit 0)</source>
        <translation>status: строка на каждое изменение и каждую секунду до Ctrl-C (код 0)</translation>
    </message>
    <message>
        <source>streams, %1 bytes and %2 s behind</source>
        <translation>принимает поток, отстаёт на %1 байт и %2 с</translation>
    </message>
    <message>
        <source>lag not known</source>
        <translation>отставание неизвестно</translation>
    </message>
    <message>
        <source>replay %1 bytes, %2 s behind</source>
        <translation>применение отстаёт на %1 байт, %2 с</translation>
    </message>
    <message>
        <source>replay %1 bytes, more than %2 s behind</source>
        <translation>применение отстаёт на %1 байт, больше чем на %2 с</translation>
    </message>
    <message>
        <source>prints a stage as one bash script that does the same</source>
        <translation>печатает этап одним сценарием bash, который делает то же самое</translation>
    </message>
    <message>
        <source>script: where it will run</source>
        <translation>script: где его будут запускать</translation>
    </message>
    <message>
        <source>script: only this step, as a command to paste</source>
        <translation>script: только этот шаг, командой для вставки</translation>
    </message>
    <message>
        <source>--from wants client, %1 or %2, not &quot;%3&quot;.</source>
        <translation>--from принимает client, %1 или %2, а не «%3».</translation>
    </message>
    <message>
        <source>trusts the key of a host for which none is known; never a changed one</source>
        <translation>доверять ключу хоста, для которого ключ ещё не известен; сменившемуся — никогда</translation>
    </message>
    <message>
        <source>The host key of %1 is trusted from now on: %2.</source>
        <translation>Ключу хоста %1 теперь доверяют: %2.</translation>
    </message>
    <message>
        <source>the pair to open</source>
        <translation>какую пару открыть</translation>
    </message>
    <message>
        <source>its secrets (else beside the profile)</source>
        <translation>её секреты (иначе рядом с профилем)</translation>
    </message>
    <message>
        <source>open the demo pair on this machine</source>
        <translation>открыть учебную пару на этой машине</translation>
    </message>
    <message>
        <source>where the demo pair lives</source>
        <translation>где лежит учебная пара</translation>
    </message>
    <message>
        <source>language</source>
        <translation>язык</translation>
    </message>
    <message>
        <source>appearance</source>
        <translation>оформление</translation>
    </message>
    <message>
        <source>size of the window</source>
        <translation>размер окна</translation>
    </message>
    <message>
        <source>play the lab on a demo pair of its own and save pictures of it</source>
        <translation>пройти лабораторию на отдельной учебной паре и сохранить снимки окна</translation>
    </message>
    <message>
        <source>print the version</source>
        <translation>показать версию</translation>
    </message>
    <message>
        <source>print this help</source>
        <translation>показать эту справку</translation>
    </message>
    <message>
        <source>The window of Tandem: runs a PostgreSQL pair, one primary and one hot standby.</source>
        <translation>Окно Tandem: управляет парой PostgreSQL — основным сервером и его горячим резервом.</translation>
    </message>
    <message>
        <source>Usage: pgtandem [options]</source>
        <translation>Вызов: pgtandem [ключи]</translation>
    </message>
    <message>
        <source>--size is WIDTHxHEIGHT, at least 960x600.</source>
        <translation>--size — это ШИРИНАxВЫСОТА, не меньше 960x600.</translation>
    </message>
    <message>
        <source>--scale is 1 or 2.</source>
        <translation>--scale — это 1 или 2.</translation>
    </message>
    <message>
        <source>%1 &quot;pgtandem --help&quot; lists the options.</source>
        <translation>%1 Список ключей — «pgtandem --help».</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is one word too many: &quot;pgtandem --help&quot; lists the options.</source>
        <translation>«%1» — лишнее слово; список ключей — «pgtandem --help».</translation>
    </message>
    <message>
        <source>--theme is one of system, light, dark.</source>
        <translation>--theme принимает system, light или dark.</translation>
    </message>
    <message>
        <source>--demo and --profile exclude each other.</source>
        <translation>--demo и --profile нельзя задавать вместе.</translation>
    </message>
    <message>
        <source>scale of the window, else the system&apos;s</source>
        <translation>масштаб окна, иначе как в системе</translation>
    </message>
    <message>
        <source>run crash: all, postmaster, backend, immediate, freeze, wal-link, move-data; on hosts over SSH also pkill, halt or unplug</source>
        <translation>run crash: all, postmaster, backend, immediate, freeze, wal-link, move-data; на хостах по SSH также pkill, halt или unplug</translation>
    </message>
    <message>
        <source>Automation is paused on this pair: observers and watchdogs only watch, until &quot;watchdog resume&quot;.</source>
        <translation>Автоматика этой пары приостановлена: наблюдатели и сторожа только смотрят, до «watchdog resume».</translation>
    </message>
    <message>
        <source>Automation may act on this pair again.</source>
        <translation>Автоматика снова может действовать на этой паре.</translation>
    </message>
    <message>
        <source>The last failover is cleared: automation may fail over again.</source>
        <translation>Отметка о последнем аварийном переключении снята: автоматика снова может переключать.</translation>
    </message>
    <message>
        <source>There is no failover to clear.</source>
        <translation>Снимать нечего: отметки об аварийном переключении нет.</translation>
    </message>
    <message>
        <source>A watchdog runs on both nodes, by the profile&apos;s policies.</source>
        <translation>На обоих узлах работает сторож, по правилам профиля.</translation>
    </message>
    <message>
        <source>No watchdog is left on either node.</source>
        <translation>Ни на одном узле сторожа не осталось.</translation>
    </message>
    <message>
        <source>no watchdog is installed.</source>
        <translation>сторож не установлен.</translation>
    </message>
    <message>
        <source>its files were changed, so it does not act: install it again.</source>
        <translation>его файлы изменены, поэтому он не действует: установите его заново.</translation>
    </message>
    <message>
        <source>it is installed and does not run.</source>
        <translation>он установлен, но не работает.</translation>
    </message>
    <message>
        <source>it runs; its last decision: %1 (%2).</source>
        <translation>он работает; последнее решение: %1 (%2).</translation>
    </message>
    <message>
        <source>From the loss: decided after %1 s, first committed write after %2 s.</source>
        <translation>От потери: решение через %1 с, первая зафиксированная запись через %2 с.</translation>
    </message>
    <message>
        <source>&quot;watchdog&quot; wants one of %1 behind it, not &quot;%2&quot;.</source>
        <translation>После «watchdog» нужно одно из %1, а не «%2».</translation>
    </message>
    <message>
        <source>Looking after %1 and %2 until Ctrl-C; what happens is kept in %3.</source>
        <translation>Присматриваю за %1 и %2 до Ctrl-C; происходящее хранится в %3.</translation>
    </message>
    <message>
        <source>looks after the pair by the profile&apos;s policies until Ctrl-C</source>
        <translation>присматривает за парой по правилам профиля до Ctrl-C</translation>
    </message>
    <message>
        <source>decide: what would you do now? pause, resume, clear a failover; on, off, status of those on the nodes</source>
        <translation>decide: что бы вы сделали сейчас? pause, resume, clear — снять отметку о переключении; on, off, status — сторожа на узлах</translation>
    </message>
    <message>
        <source>it runs by another profile than this one, or is of another version of this program: install it again.</source>
        <translation>он работает по другому профилю или от другой версии программы: установите его заново.</translation>
    </message>
    <message>
        <source>%1, %2/s</source>
        <translation>%1, %2/с</translation>
    </message>
    <message>
        <source>%1, about %2 s left</source>
        <translation>%1, осталось около %2 с</translation>
    </message>
</context>
<context>
    <name>Cluster</name>
    <message>
        <source>Both %1 and %2 accept writes: stop one of them first, after deciding whose rows to keep.</source>
        <translation>И %1, и %2 принимают запись: сначала решите, чьи строки оставить, и остановите один из них.</translation>
    </message>
    <message>
        <source>%1 and %2 hold different databases: correct the profile, or move the data that is not needed away by hand.</source>
        <translation>На %1 и %2 разные базы данных: исправьте профиль или вручную уберите ненужные данные.</translation>
    </message>
    <message>
        <source>A planned hand-over from %2 to %1 is open: run it again, it ends it without loss.</source>
        <translation>Плановая передача роли с %2 на %1 не закончена: запустите её снова, она завершится без потерь.</translation>
    </message>
    <message>
        <source>Both %1 and %2 are standbys: promote the one that is further ahead by hand (%1 %7, %2 %8) after making sure that no third server is their primary.</source>
        <translation>И %1, и %2 — резервные: вручную повысьте тот, который ушёл дальше (%1: %7, %2: %8), убедившись, что у них нет третьего, основного сервера.</translation>
    </message>
    <message>
        <source>Nobody accepts writes: promote %1 first, or start %2 again.</source>
        <translation>Запись не принимает никто: сначала повысьте %1 или снова запустите %2.</translation>
    </message>
    <message>
        <source>%2 cannot be seen and may still accept writes: settle whether it does first.</source>
        <translation>%2 не виден и, возможно, ещё принимает запись: сначала выясните, так ли это.</translation>
    </message>
    <message>
        <source>%2 is frozen and nobody accepts writes: promote %1 or wake %2 first.</source>
        <translation>%2 завис, и запись не принимает никто: сначала повысьте %1 или разбудите %2.</translation>
    </message>
    <message>
        <source>%2 does not follow %1: bring it back with a resync first.</source>
        <translation>%2 не следует за %1: сначала верните его ресинхронизацией.</translation>
    </message>
    <message>
        <source>The rows that were written last lie on %2 while %1 accepts writes: decide whose to keep first.</source>
        <translation>Последние записанные строки лежат на %2, а запись принимает %1: сначала решите, чьи строки оставить.</translation>
    </message>
    <message>
        <source>A resync of %2 is running: wait until it is over.</source>
        <translation>Идёт ресинхронизация %2: дождитесь её окончания.</translation>
    </message>
    <message>
        <source>%2 is not up to date with %1: wait until it has caught up, or bring it back with a resync.</source>
        <translation>%2 отстаёт от %1: подождите, пока он догонит, или верните его ресинхронизацией.</translation>
    </message>
    <message>
        <source>%3 and %4 are no pair yet: run the setup first.</source>
        <translation>%3 и %4 ещё не пара: сначала выполните настройку.</translation>
    </message>
    <message>
        <source>What is seen of %1 (%5) and %2 (%6) does not prove that this is safe: ask again once both are seen plainly.</source>
        <translation>То, что видно на узлах (%1: %5; %2: %6), не доказывает, что это безопасно: повторите, когда оба узла будут видны ясно.</translation>
    </message>
    <message>
        <source>%3 and %4 are no pair yet: the setup makes %3 the primary and %4 its copy, and keeps the data that %4 has now.</source>
        <translation>%3 и %4 ещё не пара: настройка сделает %3 основным, а %4 его копией и сохранит данные, которые сейчас есть на %4.</translation>
    </message>
    <message>
        <source>%1 and %2 are a pair already.</source>
        <translation>%1 и %2 уже образуют пару.</translation>
    </message>
    <message>
        <source>%1 and %2 are a pair already: a resync brings %2 back.</source>
        <translation>%1 и %2 уже образуют пару: %2 вернёт ресинхронизация.</translation>
    </message>
    <message>
        <source>%1 accepts writes and %2 follows: the lab&apos;s tables are made on %1.</source>
        <translation>%1 принимает запись, %2 следует за ним: таблицы лаборатории создаются на %1.</translation>
    </message>
    <message>
        <source>%1 accepts writes and %2 is a standby: what is written on %1 must arrive on %2.</source>
        <translation>%1 принимает запись, %2 — резервный: записанное на %1 должно прийти на %2.</translation>
    </message>
    <message>
        <source>%1 accepts writes: it is looked at alone, because %2 does not follow.</source>
        <translation>%1 принимает запись: проверяется только он, потому что %2 за ним не следует.</translation>
    </message>
    <message>
        <source>%1 accepts writes and %2 follows, so %2 can take over from a crash of %1.</source>
        <translation>%1 принимает запись, %2 следует за ним, поэтому при сбое %1 его сможет заменить %2.</translation>
    </message>
    <message>
        <source>The roles are exchanged: fail back to %2 first, crashes start from the original roles.</source>
        <translation>Роли обменяны: сначала верните роль на %2, сбои начинаются с исходных ролей.</translation>
    </message>
    <message>
        <source>%1 is the only server that works: bring %2 back with a resync before anything is broken.</source>
        <translation>%1 — единственный работающий сервер: прежде чем что-то ломать, верните %2 ресинхронизацией.</translation>
    </message>
    <message>
        <source>%2 is down and %1 is a standby: %2 is fenced, then %1 is promoted.</source>
        <translation>%2 не работает, %1 — резервный: %2 будет изолирован, затем %1 повышен.</translation>
    </message>
    <message>
        <source>%2 cannot be seen and may still accept writes: promoting %1 needs a typed word, and is refused while %1 still receives from %2.</source>
        <translation>%2 не виден и, возможно, ещё принимает запись: для повышения %1 нужно ввести слово, а пока %1 получает данные от %2, в нём отказано.</translation>
    </message>
    <message>
        <source>%2 is frozen and its host answers: its processes are ended and fenced, then %1 is promoted.</source>
        <translation>%2 завис, но его хост отвечает: его процессы будут завершены, узел изолирован, затем %1 повышен.</translation>
    </message>
    <message>
        <source>%1 accepts writes: a switchover changes the roles without loss.</source>
        <translation>%1 принимает запись: плановое переключение обменяет роли без потерь.</translation>
    </message>
    <message>
        <source>%1 accepts writes: a failback changes the roles without loss.</source>
        <translation>%1 принимает запись: возврат обменяет роли без потерь.</translation>
    </message>
    <message>
        <source>%1 accepts writes already.</source>
        <translation>%1 уже принимает запись.</translation>
    </message>
    <message>
        <source>%2 is not reachable from here: mend the way to it first.</source>
        <translation>%2 отсюда недоступен: сначала восстановите связь с ним.</translation>
    </message>
    <message>
        <source>%1 accepts writes and %2 is out: %2 follows it again after a resync, and what only %2 has is kept aside.</source>
        <translation>%1 принимает запись, %2 выбыл: после ресинхронизации %2 снова последует за ним, а то, что есть только на %2, будет отложено и сохранено.</translation>
    </message>
    <message>
        <source>%2 is on another timeline than %1: a resync takes it back to where they parted.</source>
        <translation>%2 на другой линии времени, чем %1: ресинхронизация вернёт его к точке, где они разошлись.</translation>
    </message>
    <message>
        <source>%1 accepts writes and %2 is %6: a resync makes it follow again.</source>
        <translation>%1 принимает запись, состояние %2: %6; после ресинхронизации он снова последует за %1.</translation>
    </message>
    <message>
        <source>%2 receives nothing from %1: a resync makes it follow again.</source>
        <translation>%2 ничего не получает от %1: после ресинхронизации он снова последует за ним.</translation>
    </message>
    <message>
        <source>%2 receives from %1 and is catching up: a rebuild would only delay it.</source>
        <translation>%2 получает данные от %1 и догоняет: перестройка только задержала бы его.</translation>
    </message>
    <message>
        <source>%2 follows %1: there is nothing to rebuild.</source>
        <translation>%2 следует за %1: перестраивать нечего.</translation>
    </message>
    <message>
        <source>%1 accepts writes and %2 follows it: %2 becomes the primary again without loss.</source>
        <translation>%1 принимает запись, %2 следует за ним: %2 снова станет основным без потерь.</translation>
    </message>
    <message>
        <source>The hand-over from %2 to %1 is open: running it again ends it without loss.</source>
        <translation>Передача роли с %2 на %1 не закончена: повторный запуск завершит её без потерь.</translation>
    </message>
    <message>
        <source>The open hand-over leads from %2 to %1: end it with a switchover.</source>
        <translation>Незаконченная передача роли ведёт с %2 на %1: завершите её плановым переключением.</translation>
    </message>
    <message>
        <source>%1 is the primary already, as in the original roles.</source>
        <translation>%1 уже основной, как в исходных ролях.</translation>
    </message>
    <message>
        <source>%1 accepts writes and %2 follows it: %2 becomes the primary without loss.</source>
        <translation>%1 принимает запись, %2 следует за ним: %2 станет основным без потерь.</translation>
    </message>
    <message>
        <source>The open hand-over leads from %2 to %1: end it with a failback.</source>
        <translation>Незаконченная передача роли ведёт с %2 на %1: завершите её возвратом.</translation>
    </message>
    <message>
        <source>The roles are exchanged: a failback makes %2 the primary again.</source>
        <translation>Роли обменяны: возврат снова сделает %2 основным.</translation>
    </message>
    <message>
        <source>not seen</source>
        <translation>не виден</translation>
    </message>
    <message>
        <source>not reachable</source>
        <translation>недоступен</translation>
    </message>
    <message>
        <source>frozen</source>
        <translation>завис</translation>
    </message>
    <message>
        <source>down</source>
        <translation>не работает</translation>
    </message>
    <message>
        <source>fenced</source>
        <translation>изолирован</translation>
    </message>
    <message>
        <source>stopped in order</source>
        <translation>остановлен штатно</translation>
    </message>
    <message>
        <source>starting or shutting down</source>
        <translation>запускается или останавливается</translation>
    </message>
    <message>
        <source>without a data directory</source>
        <translation>без каталога данных</translation>
    </message>
    <message>
        <source>alive, its role unread</source>
        <translation>отвечает, но роль не прочитана</translation>
    </message>
    <message>
        <source>accepting writes</source>
        <translation>принимает запись</translation>
    </message>
    <message>
        <source>a standby that receives</source>
        <translation>резервный, получает данные</translation>
    </message>
    <message>
        <source>a standby that does not receive</source>
        <translation>резервный, не получает данных</translation>
    </message>
    <message>
        <source>a position that was not read</source>
        <translation>позиция не прочитана</translation>
    </message>
    <message>
        <source>Both %1 and %2 accept writes, so their data drift apart: stop the clients, decide whose rows to keep, and stop the other server.</source>
        <translation>И %1, и %2 принимают запись, и их данные расходятся: остановите клиентов, решите, чьи строки оставить, и остановите другой сервер.</translation>
    </message>
    <message>
        <source>%1 and %2 hold different databases (their system identifiers differ), so neither can replace the other: check the addresses in the profile.</source>
        <translation>На %1 и %2 разные базы данных (идентификаторы систем различаются), ни один не может заменить другой: проверьте адреса в профиле.</translation>
    </message>
    <message>
        <source>A planned hand-over from %2 to %1 stopped half way and nobody accepts writes: run it again, it ends it without loss.</source>
        <translation>Плановая передача роли с %2 на %1 остановилась на полпути, и запись не принимает никто: запустите её снова, она завершится без потерь.</translation>
    </message>
    <message>
        <source>Nobody accepts writes, both are standbys: %1 has replayed to %7 and %2 to %8; the one that is further ahead should be promoted.</source>
        <translation>Запись не принимает никто, оба сервера резервные: %1 воспроизвёл до %7, %2 до %8; повысить следует тот, который ушёл дальше.</translation>
    </message>
    <message>
        <source>%2 was stopped in order and nobody accepts writes: start it again, or promote %1.</source>
        <translation>%2 остановлен штатно, и запись не принимает никто: запустите его снова или повысьте %1.</translation>
    </message>
    <message>
        <source>%2 is down and fenced and nobody accepts writes: promote %1.</source>
        <translation>%2 не работает и изолирован, и запись не принимает никто: повысьте %1.</translation>
    </message>
    <message>
        <source>%2 has no data directory and nobody accepts writes: promote %1.</source>
        <translation>На %2 нет каталога данных, и запись не принимает никто: повысьте %1.</translation>
    </message>
    <message>
        <source>%2 is down and nobody accepts writes: promote %1.</source>
        <translation>%2 не работает, и запись не принимает никто: повысьте %1.</translation>
    </message>
    <message>
        <source>%2 refuses connections from here while %1 still receives from it: if that lasts, only the way from here to %2 is cut, so do not promote.</source>
        <translation>%2 отклоняет соединения отсюда, а %1 всё ещё получает от него данные: если так и останется, прервана только связь отсюда с %2, поэтому не повышайте.</translation>
    </message>
    <message>
        <source>%2 does not answer from here, but %1 has not lost it yet: if that lasts, only the way from here to %2 is cut, so do not promote.</source>
        <translation>%2 отсюда не отвечает, но %1 его ещё не потерял: если так и останется, прервана только связь отсюда с %2, поэтому не повышайте.</translation>
    </message>
    <message>
        <source>%2 answers neither SQL nor the shell and may still accept writes: make sure that it is off before %1 is promoted.</source>
        <translation>%2 не отвечает ни по SQL, ни через оболочку и, возможно, ещё принимает запись: прежде чем повысить %1, убедитесь, что %2 выключен.</translation>
    </message>
    <message>
        <source>%2 runs but does not answer, and it may wake up: promoting %1 ends its processes first.</source>
        <translation>%2 работает, но не отвечает и может очнуться: при повышении %1 его процессы сначала завершаются.</translation>
    </message>
    <message>
        <source>%1 accepts writes in place of %2, which is out: bring %2 back with a resync.</source>
        <translation>%1 принимает запись вместо выбывшего %2: верните %2 ресинхронизацией.</translation>
    </message>
    <message>
        <source>%1 accepts writes in place of %2, which is %6 and could come up as a second primary: a resync fences it first.</source>
        <translation>%1 принимает запись вместо %2, состояние которого: %6; он мог бы подняться вторым основным, поэтому ресинхронизация сначала изолирует его.</translation>
    </message>
    <message>
        <source>%1 accepts writes in place of %2, which is not reachable and may not be fenced: keep clients away from it until it is seen again.</source>
        <translation>%1 принимает запись вместо %2, который недоступен и, возможно, не изолирован: не пускайте к нему клиентов, пока он снова не станет виден.</translation>
    </message>
    <message>
        <source>%1 accepts writes again and %2, the primary before it, is out: bring %2 back with a resync.</source>
        <translation>%1 снова принимает запись, а бывший до него основным %2 выбыл: верните %2 ресинхронизацией.</translation>
    </message>
    <message>
        <source>%1 accepts writes on an older timeline than the data of %2, so the rows that were written last lie on %2: decide whose rows to keep before anything is rebuilt.</source>
        <translation>%1 принимает запись на более старой линии времени, чем данные %2, и последние записанные строки лежат на %2: прежде чем что-то перестраивать, решите, чьи строки оставить.</translation>
    </message>
    <message>
        <source>%2 runs as a standby but is not on the timeline of %1, so it cannot follow: bring it back with a resync.</source>
        <translation>%2 работает как резервный, но не на линии времени %1, и следовать за ним не может: верните его ресинхронизацией.</translation>
    </message>
    <message>
        <source>%2 is being rebuilt to follow %1: wait until that is over.</source>
        <translation>%2 перестраивается, чтобы следовать за %1: дождитесь окончания.</translation>
    </message>
    <message>
        <source>%1 accepts writes without a second copy because %2 is %6: bring %2 back with a resync.</source>
        <translation>%1 принимает запись без второй копии, состояние %2: %6; верните %2 ресинхронизацией.</translation>
    </message>
    <message>
        <source>%1 accepts writes without a second copy because %2 is %6: wait a moment, then bring it back with a resync.</source>
        <translation>%1 принимает запись без второй копии, состояние %2: %6; подождите немного, затем верните %2 ресинхронизацией.</translation>
    </message>
    <message>
        <source>%1 accepts writes and feeds no standby, and %2 is not reachable from here: see to the host %2 and the way to it.</source>
        <translation>%1 принимает запись и не передаёт данные ни одному резервному, а %2 отсюда недоступен: проверьте хост %2 и связь с ним.</translation>
    </message>
    <message>
        <source>%2 follows %1 but is far behind: what it has not received would be lost if %1 failed now.</source>
        <translation>%2 следует за %1, но сильно отстал: при сбое %1 сейчас пропало бы то, чего %2 ещё не получил.</translation>
    </message>
    <message>
        <source>%2 runs as a standby but receives nothing from %1, so it falls behind: pgtandemctl check says whether a way between them is cut; if it is not, bring it back with a resync.</source>
        <translation>%2 работает как резервный, но ничего не получает от %1 и отстаёт: pgtandemctl check скажет, не оборван ли путь между ними; если нет, верните его ресинхронизацией.</translation>
    </message>
    <message>
        <source>%1 accepts writes and %2 follows it, in exchanged roles: a failback makes %2 the primary again.</source>
        <translation>%1 принимает запись, %2 следует за ним, роли обменяны: возврат снова сделает %2 основным.</translation>
    </message>
    <message>
        <source>%1 accepts writes and %2 follows it.</source>
        <translation>%1 принимает запись, %2 следует за ним.</translation>
    </message>
    <message>
        <source>A setup of %3 and %4 began and is not finished: run it again, it goes on where it stopped.</source>
        <translation>Настройка %3 и %4 начата и не закончена: запустите её снова, она продолжится с места остановки.</translation>
    </message>
    <message>
        <source>%3 and %4 are two servers of their own and no pair yet: a setup makes %3 the primary and %4 its standby.</source>
        <translation>%3 и %4 — два отдельных сервера, ещё не пара: настройка сделает %3 основным, а %4 его резервным.</translation>
    </message>
    <message>
        <source>Neither %1 nor %2 can be seen from here, so nothing is known about them: check the network of this machine.</source>
        <translation>Ни %1, ни %2 отсюда не видны, поэтому о них ничего не известно: проверьте сеть этой машины.</translation>
    </message>
    <message>
        <source>%1 accepts writes and feeds a standby, but %2 is not seen from here: check the way to %2.</source>
        <translation>%1 принимает запись и передаёт данные резервному, но %2 отсюда не виден: проверьте связь с %2.</translation>
    </message>
    <message>
        <source>%1 accepts writes, but %2 is not seen from here: check the way to %2.</source>
        <translation>%1 принимает запись, но %2 отсюда не виден: проверьте связь с %2.</translation>
    </message>
    <message>
        <source>%1 accepts writes, and %2 answers without telling its role, so it could be a second primary: mend the login to %2.</source>
        <translation>%1 принимает запись, а %2 отвечает, не называя роли, и мог бы быть вторым основным: восстановите вход на %2.</translation>
    </message>
    <message>
        <source>%2 is starting or shutting down and %1 is a standby: wait and look again.</source>
        <translation>%2 запускается или останавливается, %1 — резервный: подождите и посмотрите снова.</translation>
    </message>
    <message>
        <source>%2 answers without telling its role and %1 is a standby: %2 is not down; mend the login to it.</source>
        <translation>%2 отвечает, не называя роли, %1 — резервный: %2 работает; восстановите вход на него.</translation>
    </message>
    <message>
        <source>%1 is a standby, but %2 was not seen, so it may accept writes: check the way to %2.</source>
        <translation>%1 — резервный, но %2 не виден и, возможно, принимает запись: проверьте связь с %2.</translation>
    </message>
    <message>
        <source>Both %1 and %2 accept writes, and it is not known whether they hold the same database: read their system identifiers.</source>
        <translation>И %1, и %2 принимают запись, и неизвестно, одна ли на них база данных: прочитайте идентификаторы их систем.</translation>
    </message>
    <message>
        <source>Neither server runs (%1 is %5, %2 is %6): start the one that was primary last.</source>
        <translation>Ни один сервер не работает (%1: %5; %2: %6): запустите тот, который был основным последним.</translation>
    </message>
    <message>
        <source>What is seen fits no known state (%1 is %5, %2 is %6): look again in a moment.</source>
        <translation>Увиденное не подходит ни к одному известному состоянию (%1: %5; %2: %6): посмотрите снова чуть позже.</translation>
    </message>
    <message>
        <source>%1 accepts writes and %2 follows: from then on every commit waits for %2.</source>
        <translation>%1 принимает запись, %2 следует за ним: с этого момента каждая фиксация ждёт %2.</translation>
    </message>
    <message>
        <source>%1 accepts writes: from then on its commits wait for nobody.</source>
        <translation>%1 принимает запись: с этого момента его фиксации никого не ждут.</translation>
    </message>
    <message>
        <source>Every write on %1 will wait for %2, which does not confirm: bring %2 back, or let the writes go on with mode-async.</source>
        <translation>Каждая запись на %1 будет ждать %2, который не подтверждает: верните %2 или отпустите записи через mode-async.</translation>
    </message>
    <message>
        <source>Writes on %1 wait for %2, which does not confirm (sessions: %3, the oldest for %4 s): bring %2 back, or let them go on with mode-async.</source>
        <translation>Записи на %1 ждут %2, который не подтверждает (сеансов: %3, дольше всех %4 с): верните %2 или отпустите их через mode-async.</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>%2 is down and nobody took its place: it is started again.</source>
        <translation>%2 не работает, и его место никто не занял: он будет запущен снова.</translation>
    </message>
    <message>
        <source>%2 is frozen: its processes are woken.</source>
        <translation>%2 завис: его процессы будут разбужены.</translation>
    </message>
    <message>
        <source>The WAL receiver of %2 is stopped: a crash of %1 now loses what %2 has not received.</source>
        <translation>Приёмник WAL на %2 остановлен: при аварии %1 сейчас пропадёт то, чего %2 не получил.</translation>
    </message>
    <message>
        <source>%1 accepts writes and %2 follows: there is nothing to restore.</source>
        <translation>%1 принимает запись, %2 следует за ним: восстанавливать нечего.</translation>
    </message>
    <message>
        <source>The WAL receiver of %2 was stopped by a signal: it is woken and receives from %1 again.</source>
        <translation>Приёмник WAL на %2 остановлен сигналом: он будет разбужен и снова станет получать данные от %1.</translation>
    </message>
    <message>
        <source>No crash of a stage left %2 behind: wait until it has caught up with %1, or bring it back with a resync.</source>
        <translation>%2 отстал не из-за этапа аварии: подождите, пока он догонит %1, или верните его ресинхронизацией.</translation>
    </message>
    <message>
        <source>%2 is fenced because %1 was to take its place: promote %1, then bring %2 back with a resync.</source>
        <translation>%2 изолирован, потому что его место должен был занять %1: повысьте %1, затем верните %2 ресинхронизацией.</translation>
    </message>
    <message>
        <source>The data directory of %2 was moved aside and nobody took its place: it is moved back and the server is started.</source>
        <translation>Каталог данных %2 отодвинут в сторону, и место %2 никто не занял: каталог вернётся на место, и сервер будет запущен.</translation>
    </message>
    <message>
        <source>%2 has no data directory and none that was moved aside: promote %1.</source>
        <translation>На %2 нет каталога данных, и отодвинутого в сторону тоже нет: повысьте %1.</translation>
    </message>
    <message>
        <source>%1 accepts writes now, and %2 must not come up beside it: bring %2 back with a resync.</source>
        <translation>Запись теперь принимает %1, и %2 не должен подняться рядом с ним: верните %2 ресинхронизацией.</translation>
    </message>
    <message>
        <source>%1 accepts writes and %2 follows: directories that earlier stages kept may be deleted once %2 is proven equal.</source>
        <translation>%1 принимает запись, %2 следует за ним: сохранённые прежними этапами каталоги можно удалить, как только доказано, что %2 равен ему.</translation>
    </message>
    <message>
        <source>%1 is the only copy in use: nothing that was kept is deleted before %2 follows again.</source>
        <translation>%1 — единственная рабочая копия: пока %2 снова не последует за ним, ничто из сохранённого не удаляется.</translation>
    </message>
    <message>
        <source>The WAL receiver of %2 was only stopped by a signal: a restore wakes it.</source>
        <translation>Приёмник WAL на %2 лишь остановлен сигналом: его разбудит восстановление (restore).</translation>
    </message>
    <message>
        <source>The WAL receiver of %2 was stopped by a signal, so what %1 acknowledges from now on is lost if %1 fails: a restore wakes it.</source>
        <translation>Приёмник WAL на %2 остановлен сигналом, поэтому всё, что %1 подтвердит с этого момента, пропадёт при его отказе: приёмник разбудит восстановление (restore).</translation>
    </message>
    <message>
        <source>%1 is alive but refuses our login (%2): check the role&apos;s password, pg_hba.conf and the TLS setting.</source>
        <translation>%1 работает, но не пускает нас (%2): проверьте пароль роли, pg_hba.conf и настройку TLS.</translation>
    </message>
    <message>
        <source>%1 is frozen: its processes are there but do not answer; look at its host, disks and whether somebody paused it.</source>
        <translation>%1 завис: его процессы на месте, но не отвечают; проверьте узел, диски и не приостановил ли его кто-нибудь.</translation>
    </message>
    <message>
        <source>The server of %1 is starting or recovering: wait until it accepts connections.</source>
        <translation>Сервер %1 запускается или восстанавливается: дождитесь, пока он начнёт принимать подключения.</translation>
    </message>
    <message>
        <source>The server of %1 is shutting down and takes no new sessions.</source>
        <translation>Сервер %1 останавливается и не принимает новых сеансов.</translation>
    </message>
    <message>
        <source>%1 is alive but has no free connection (%2): close idle sessions or raise max_connections.</source>
        <translation>%1 работает, но свободных подключений нет (%2): закройте простаивающие сеансы или увеличьте max_connections.</translation>
    </message>
    <message>
        <source>What answers at the address of %1 is no PostgreSQL: check host and port in the profile.</source>
        <translation>По адресу %1 отвечает не PostgreSQL: проверьте узел и порт в профиле.</translation>
    </message>
    <message>
        <source>The server of %1 runs but does not listen where we call: check listen_addresses, the port and the firewall.</source>
        <translation>Сервер %1 работает, но не слушает адрес, по которому мы обращаемся: проверьте listen_addresses, порт и межсетевой экран.</translation>
    </message>
    <message>
        <source>The server of %1 is down and fenced, so that it stays down.</source>
        <translation>Сервер %1 не работает и изолирован, поэтому не запустится.</translation>
    </message>
    <message>
        <source>The server of %1 was stopped in order.</source>
        <translation>Сервер %1 был остановлен штатно.</translation>
    </message>
    <message>
        <source>%1 has no data directory yet, so no server runs there.</source>
        <translation>У %1 ещё нет каталога данных, поэтому сервера там нет.</translation>
    </message>
    <message>
        <source>The host of %1 is up but its server is down: read its log, then start it or promote the standby.</source>
        <translation>Узел %1 доступен, но его сервер не работает: посмотрите его журнал, затем запустите его или повысьте резервный.</translation>
    </message>
    <message>
        <source>Nobody listens at the address of %1: its server is down.</source>
        <translation>По адресу %1 никто не слушает: его сервер не работает.</translation>
    </message>
    <message>
        <source>%1 is not reachable: neither its host nor its server answers; check the network and whether the host is on.</source>
        <translation>%1 недоступен: не отвечают ни узел, ни сервер; проверьте сеть и включён ли узел.</translation>
    </message>
    <message>
        <source>Nothing is known of %1 now: no look at it has ended.</source>
        <translation>О %1 сейчас ничего не известно: ни одна проверка не завершилась.</translation>
    </message>
    <message>
        <source>not heard yet</source>
        <translation>ещё не отвечал</translation>
    </message>
    <message>
        <source>last heard %1 s ago</source>
        <translation>последний ответ %1 с назад</translation>
    </message>
    <message>
        <source>%3 and %4 are no pair yet: both hosts get PostgreSQL and each other&apos;s keys, where they lack them.</source>
        <translation>%3 и %4 ещё не пара: оба хоста получат PostgreSQL и ключи друг друга, если чего-то не хватает.</translation>
    </message>
    <message>
        <source>%1 and %2 are a pair already: both hosts are looked at, and only what is missing is added.</source>
        <translation>%1 и %2 уже пара: оба хоста будут осмотрены, и добавится только недостающее.</translation>
    </message>
    <message>
        <source>%2 was started round its fence and would stay down after a restart: lift it with a resync first.</source>
        <translation>%2 запущен в обход изоляции и после перезапуска не поднялся бы: сначала снимите её этапом resync.</translation>
    </message>
    <message>
        <source>%2 was started round its fence and would stay down after a restart: a resync lifts it.</source>
        <translation>%2 запущен в обход изоляции и после перезапуска не поднялся бы: resync её снимет.</translation>
    </message>
    <message>
        <source>%1 accepts writes and %2 follows it, but this stage has not ended: only what it lacks is done and proven.</source>
        <translation>%1 принимает записи, и %2 следует за ним, но этот этап не завершён: будет сделано и доказано только недостающее.</translation>
    </message>
    <message>
        <source>%1 New sessions on %2 are read-only meanwhile (default_transaction_read_only).</source>
        <translation>%1 Новые сеансы %2 пока только читают (default_transaction_read_only).</translation>
    </message>
</context>
<context>
    <name>Data</name>
    <message>
        <source>%1 takes no session: %2</source>
        <translation>%1 не открывает сеанс: %2</translation>
    </message>
    <message>
        <source>The statement was broken off.</source>
        <translation>Запрос прерван.</translation>
    </message>
    <message>
        <source>Qt&apos;s PostgreSQL driver is not installed. On Debian: apt install libqt6sql6-psql; on a Mac: brew install qt-postgresql. Then start the program again; everything else works without it.</source>
        <translation>Драйвер PostgreSQL для Qt не установлен. В Debian: apt install libqt6sql6-psql; на Mac: brew install qt-postgresql. Затем запустите программу снова; всё остальное работает и без него.</translation>
    </message>
    <message>
        <source>COPY to or from the client is not possible here: use psql.</source>
        <translation>COPY к клиенту или от него здесь невозможен: используйте psql.</translation>
    </message>
</context>
<context>
    <name>Evidence</name>
    <message>
        <source>The failover lab on the pair %1</source>
        <translation>Лаборатория отказоустойчивости на паре %1</translation>
    </message>
    <message>
        <source>Started %1 (UTC), %2 s. Final state: %3.</source>
        <translation>Начало %1 (UTC), длительность %2 с. Итоговое состояние: %3.</translation>
    </message>
    <message>
        <source>Expected results</source>
        <translation>Ожидаемые результаты</translation>
    </message>
    <message>
        <source>They were not looked at, because the lab ended before.</source>
        <translation>Они не проверялись: лаборатория закончилась раньше.</translation>
    </message>
    <message>
        <source>The writes of the whole run</source>
        <translation>Записи за весь запуск</translation>
    </message>
    <message>
        <source>Writes acknowledged: %1. Kept: %2. Lost: %3. In doubt: %4, of which %5 are there.</source>
        <translation>Подтверждено записей: %1. Сохранено: %2. Потеряно: %3. Под вопросом: %4, из них на месте %5.</translation>
    </message>
    <message>
        <source>Not as it must be: rows there twice: %1, rows that were rolled back and are there: %2, rows of no known write: %3.</source>
        <translation>Не так, как должно быть: строк, лежащих дважды: %1, откаченных, но лежащих строк: %2, строк без известной записи: %3.</translation>
    </message>
    <message>
        <source>The lost writes as session/number (the first %1 of %2): %3</source>
        <translation>Потерянные записи как сеанс/номер (первые %1 из %2): %3</translation>
    </message>
    <message>
        <source>Outage as the clients saw it: %1 s.</source>
        <translation>Простой, как его видели клиенты: %1 с.</translation>
    </message>
    <message>
        <source>Split: detect %1 s, decide %2 s, fence %3 s, promote %4 s, reconnect %5 s.</source>
        <translation>Из них: обнаружение %1 с, решение %2 с, изоляция %3 с, повышение %4 с, переподключение %5 с.</translation>
    </message>
    <message>
        <source>Certificate: the old primary ended at %1, the new one had replayed %2 and its history forks at %3: nothing is lost.</source>
        <translation>Сертификат: прежний основной закончил на %1, новый воспроизвёл до %2, его история ответвляется в %3: ничего не потеряно.</translation>
    </message>
    <message>
        <source>The certificate does not hold: the old primary ended at %1, the new one had replayed %2 and its history forks at %3.</source>
        <translation>Сертификат не выполняется: прежний основной закончил на %1, новый воспроизвёл до %2, его история ответвляется в %3.</translation>
    </message>
    <message>
        <source>step</source>
        <translation>шаг</translation>
    </message>
    <message>
        <source>node</source>
        <translation>узел</translation>
    </message>
    <message>
        <source>result</source>
        <translation>результат</translation>
    </message>
    <message>
        <source>seconds</source>
        <translation>секунды</translation>
    </message>
    <message>
        <source>Two nodes, a primary and a hot standby, set up without further packages</source>
        <translation>Два узла, основной и горячий резерв, настроены без дополнительных пакетов</translation>
    </message>
    <message>
        <source>Two tables with rows, filled on the primary</source>
        <translation>Две таблицы со строками, заполненные на основном</translation>
    </message>
    <message>
        <source>Reading and writing on the primary, reading only on the standby, the same data on both</source>
        <translation>Чтение и запись на основном, только чтение на резервном, одинаковые данные на обоих</translation>
    </message>
    <message>
        <source>Client sessions that write during the failure</source>
        <translation>Клиентские сеансы, которые пишут во время сбоя</translation>
    </message>
    <message>
        <source>The failure of the primary</source>
        <translation>Сбой основного узла</translation>
    </message>
    <message>
        <source>The telling lines in the logs of both nodes</source>
        <translation>Важные строки в журналах обоих узлов</translation>
    </message>
    <message>
        <source>Failover to the standby</source>
        <translation>Переключение на резервный (failover)</translation>
    </message>
    <message>
        <source>How long the clients could not write, and what became of their writes</source>
        <translation>Сколько клиенты не могли писать и что стало с их записями</translation>
    </message>
    <message>
        <source>The old primary is back as a standby with the new data</source>
        <translation>Прежний основной вернулся резервным с новыми данными</translation>
    </message>
    <message>
        <source>The original roles are restored, with a certificate</source>
        <translation>Исходные роли восстановлены, есть сертификат</translation>
    </message>
    <message>
        <source>Reading and writing after the recovery</source>
        <translation>Чтение и запись после восстановления</translation>
    </message>
    <message>
        <source>The replication lag over time</source>
        <translation>Отставание репликации во времени</translation>
    </message>
    <message>
        <source>begun</source>
        <translation>начат</translation>
    </message>
    <message>
        <source>done</source>
        <translation>выполнен</translation>
    </message>
    <message>
        <source>held already</source>
        <translation>уже выполнено</translation>
    </message>
    <message>
        <source>not needed</source>
        <translation>не нужен</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>не удался</translation>
    </message>
    <message>
        <source>Begun at second %1, took %2 s.</source>
        <translation>Начало на секунде %1, длительность %2 с.</translation>
    </message>
    <message>
        <source>Acknowledged writes in every %1 s around the outage (shaded)</source>
        <translation>Подтверждённые записи за каждые %1 с вокруг простоя (закрашен)</translation>
    </message>
    <message>
        <source>on %1</source>
        <translation>на %1</translation>
    </message>
    <message>
        <source>detect</source>
        <translation>обнаружение</translation>
    </message>
    <message>
        <source>decide</source>
        <translation>решение</translation>
    </message>
    <message>
        <source>fence</source>
        <translation>изоляция</translation>
    </message>
    <message>
        <source>promote</source>
        <translation>повышение</translation>
    </message>
    <message>
        <source>reconnect</source>
        <translation>переподключение</translation>
    </message>
    <message>
        <source>The parts of the outage</source>
        <translation>Части простоя</translation>
    </message>
    <message>
        <source>%1 %2 %3 s</source>
        <translation>%1 %2 %3 с</translation>
    </message>
    <message>
        <source>From the first mark to the first new acknowledgement: %1 s.</source>
        <translation>От первой отметки до первого нового подтверждения: %1 с.</translation>
    </message>
    <message>
        <source>Certificate</source>
        <translation>Сертификат</translation>
    </message>
    <message>
        <source>the old primary&apos;s WAL ends at (E)</source>
        <translation>WAL прежнего основного заканчивается на (E)</translation>
    </message>
    <message>
        <source>the new primary had replayed</source>
        <translation>новый основной воспроизвёл до</translation>
    </message>
    <message>
        <source>its history forks at</source>
        <translation>его история ответвляется в</translation>
    </message>
    <message>
        <source>✓ The three positions are equal: nothing is lost.</source>
        <translation>✓ Три позиции равны: ничего не потеряно.</translation>
    </message>
    <message>
        <source>✕ The three positions are not equal: it does not hold.</source>
        <translation>✕ Три позиции не равны: сертификат не выполняется.</translation>
    </message>
    <message>
        <source>acknowledged</source>
        <translation>подтверждено</translation>
    </message>
    <message>
        <source>kept</source>
        <translation>сохранено</translation>
    </message>
    <message>
        <source>lost</source>
        <translation>потеряно</translation>
    </message>
    <message>
        <source>in doubt</source>
        <translation>под вопросом</translation>
    </message>
    <message>
        <source>of these there</source>
        <translation>из них на месте</translation>
    </message>
    <message>
        <source>rolled back</source>
        <translation>откачено</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 с</translation>
    </message>
    <message>
        <source>output:</source>
        <translation>вывод:</translation>
    </message>
    <message>
        <source>en</source>
        <translation>ru</translation>
    </message>
    <message>
        <source>expected results hold</source>
        <translation>ожидаемых результатов достигнуто</translation>
    </message>
    <message>
        <source>s</source>
        <translation>с</translation>
    </message>
    <message>
        <source>without an acknowledged write in the %1</source>
        <translation>без подтверждённых записей на этапе %1</translation>
    </message>
    <message>
        <source>acknowledged writes kept, of %1</source>
        <translation>подтверждённых записей сохранено из %1</translation>
    </message>
    <message>
        <source>What the lab asks to show</source>
        <translation>Что требует показать лабораторная работа</translation>
    </message>
    <message>
        <source>missing in this report</source>
        <translation>в этом отчёте нет</translation>
    </message>
    <message>
        <source>The run over time</source>
        <translation>Ход работы во времени</translation>
    </message>
    <message>
        <source>Seconds since the start; the dotted lines are the stages: %1. Outages are shaded.</source>
        <translation>Секунды от начала; пунктирные линии — этапы: %1. Простои закрашены.</translation>
    </message>
    <message>
        <source>Acknowledged writes</source>
        <translation>Подтверждённые записи</translation>
    </message>
    <message>
        <source>Acknowledged writes in every %1 s</source>
        <translation>Подтверждённые записи за каждые %1 с</translation>
    </message>
    <message>
        <source>No client&apos;s writes were recorded in this run.</source>
        <translation>Записи клиентов в этом запуске не сохранены.</translation>
    </message>
    <message>
        <source>Replication lag</source>
        <translation>Отставание репликации</translation>
    </message>
    <message>
        <source>No lag was recorded in this run.</source>
        <translation>Отставание в этом запуске не записывалось.</translation>
    </message>
    <message>
        <source>Replication lag in seconds</source>
        <translation>Отставание репликации в секундах</translation>
    </message>
    <message>
        <source>Replication lag in bytes</source>
        <translation>Отставание репликации в байтах</translation>
    </message>
    <message>
        <source>not received</source>
        <translation>не получено</translation>
    </message>
    <message>
        <source>not replayed</source>
        <translation>не воспроизведено</translation>
    </message>
    <message>
        <source>lost if the primary died now</source>
        <translation>пропало бы при сбое основного</translation>
    </message>
    <message>
        <source>Above in seconds, below in bytes; a gap means that nothing was seen then.</source>
        <translation>Сверху в секундах, снизу в байтах; разрыв значит, что тогда ничего не было видно.</translation>
    </message>
    <message>
        <source>From the servers&apos; logs</source>
        <translation>Из журналов серверов</translation>
    </message>
    <message>
        <source>Run %1. Every figure comes from its journals and its write ledger; report.json beside this page names them with their checksums.</source>
        <translation>Запуск %1. Все числа взяты из его журналов и реестра записей; report.json рядом с этой страницей называет их с контрольными суммами.</translation>
    </message>
    <message>
        <source>%1 is no run: its first line does not begin one.</source>
        <translation>%1 — не запуск: его первая строка запуска не начинает.</translation>
    </message>
    <message>
        <source>The run %1 has format %2, which this version does not know; use a newer version.</source>
        <translation>Формат запуска %1 — %2, эта версия его не знает: возьмите более новую версию.</translation>
    </message>
    <message>
        <source>It was broken off: its journal has no end.</source>
        <translation>Этап оборван: в его журнале нет конца.</translation>
    </message>
    <message>
        <source>A commit took %1 ms before and %2 ms after the change to the %3 mode (median of 30).</source>
        <translation>Фиксация занимала %1 мс до и %2 мс после перехода в %3 режим (медиана из 30).</translation>
    </message>
    <message>
        <source>synchronous</source>
        <translation>синхронный</translation>
    </message>
    <message>
        <source>asynchronous</source>
        <translation>асинхронный</translation>
    </message>
    <message>
        <source>What do asynchronous and synchronous replication promise, and what does each cost?</source>
        <translation>Что обещают асинхронная и синхронная репликация и чего стоит каждая?</translation>
    </message>
    <message>
        <source>Asynchronous: the primary answers a COMMIT once its own disk has it, and what the standby has not received yet is lost with the primary. Synchronous: the answer waits for the standby, so that nothing acknowledged is lost, but every commit pays a round trip, and without a standby writes hang.</source>
        <translation>Асинхронная: основной отвечает на COMMIT, как только запись у него на диске; чего резервный ещё не получил, пропадёт вместе с основным. Синхронная: ответ ждёт резервный, поэтому подтверждённое не теряется, но каждая фиксация платит за путь туда и обратно, а без резервного запись стоит.</translation>
    </message>
    <message>
        <source>Run &quot;Make synchronous&quot; and &quot;Make asynchronous&quot;: both time 30 commits before and after.</source>
        <translation>Выполните «Сделать синхронной» и «Сделать асинхронной»: оба этапа замеряют по 30 фиксаций до и после.</translation>
    </message>
    <message>
        <source>How is a dead primary noticed, and why can nobody write for a while?</source>
        <translation>Как замечают гибель основного и почему какое-то время нельзя писать?</translation>
    </message>
    <message>
        <source>An open session ends at once when the server&apos;s processes die; when a host goes silent only a deadline tells. Then the old primary is fenced, so that there are never two; the standby replays what it has, is promoted, and the clients find it.</source>
        <translation>Открытый сеанс обрывается сразу, как только гибнут процессы сервера; о замолчавшем хосте говорит только истёкший срок. Затем старый основной изолируют, чтобы их никогда не стало двое; резервный применяет всё, что получил, его повышают, и клиенты его находят.</translation>
    </message>
    <message>
        <source>Start clients, crash the primary, promote the standby.</source>
        <translation>Запустите клиентов, уроните основной, повысьте резервный.</translation>
    </message>
    <message>
        <source>%1: nobody could write for %2 s.</source>
        <translation>%1: нельзя было писать %2 с.</translation>
    </message>
    <message>
        <source>Of these: noticing %1 s, deciding %2 s, fencing %3 s, promoting %4 s, finding the new primary %5 s.</source>
        <translation>Из них: обнаружение %1 с, решение %2 с, изоляция %3 с, повышение %4 с, поиск нового основного %5 с.</translation>
    </message>
    <message>
        <source>Which writes can be lost, and how is it known which ones?</source>
        <translation>Какие записи могут пропасть и откуда известно, какие именно?</translation>
    </message>
    <message>
        <source>A write is lost when it was acknowledged and its WAL never reached the standby. A COMMIT without an answer is in doubt: it may be there or not. A ledger of every answer, compared with the rows on the new primary, tells them apart one by one.</source>
        <translation>Запись потеряна, если её подтвердили, а её WAL до резервного не дошёл. COMMIT без ответа остаётся под вопросом: он может быть там, а может и не быть. Реестр всех ответов, сверенный со строками нового основного, различает их поштучно.</translation>
    </message>
    <message>
        <source>%1: of %2 acknowledged writes %3 were kept, %4 lost; %5 in doubt.</source>
        <translation>%1: из %2 подтверждённых записей сохранено %3, потеряно %4; под вопросом %5.</translation>
    </message>
    <message>
        <source>On the old primary&apos;s disk %1 commits lay behind the fork.</source>
        <translation>На диске старого основного за точкой ответвления осталось фиксаций: %1.</translation>
    </message>
    <message>
        <source>How does the old primary come back, and what proves that giving the role back loses nothing?</source>
        <translation>Как старый основной возвращается и чем доказано, что при возврате роли ничего не теряется?</translation>
    </message>
    <message>
        <source>It follows when its WAL ends at or before the fork, else it is rewound to the fork or copied anew. To give the role back the acting primary is stopped in order: the end of its last WAL record, what the standby replayed and where the new timeline forks must be one position.</source>
        <translation>Он просто следует, если его WAL кончается не дальше ответвления, иначе его перематывают к ответвлению или копируют заново. Чтобы вернуть роль, действующий основной останавливают штатно: конец его последней записи WAL, применённое резервным и начало новой линии должны быть одной позицией.</translation>
    </message>
    <message>
        <source>Run the resync and the failback.</source>
        <translation>Выполните возврат узла в строй и возврат роли.</translation>
    </message>
    <message>
        <source>The old primary was back after %1 s (%2).</source>
        <translation>Старый основной вернулся через %1 с (%2).</translation>
    </message>
    <message>
        <source>The certificate holds: WAL ended at %1, replayed %2, forked at %3.</source>
        <translation>Сертификат верен: WAL кончился на %1, применено %2, ответвление в %3.</translation>
    </message>
    <message>
        <source>The certificate does not hold: WAL ended at %1, replayed %2, forked at %3.</source>
        <translation>Сертификат неверен: WAL кончился на %1, применено %2, ответвление в %3.</translation>
    </message>
    <message>
        <source>lines that were marked in the window</source>
        <translation>строки, отмеченные в окне</translation>
    </message>
    <message>
        <source>Failover</source>
        <translation>Аварийное переключение</translation>
    </message>
    <message>
        <source>Failback</source>
        <translation>Возврат роли</translation>
    </message>
    <message>
        <source>Switchover</source>
        <translation>Плановое переключение</translation>
    </message>
    <message>
        <source>it followed as it was</source>
        <translation>последовал как есть</translation>
    </message>
    <message>
        <source>rewound</source>
        <translation>перемотан</translation>
    </message>
    <message>
        <source>copied anew</source>
        <translation>скопирован заново</translation>
    </message>
    <message>
        <source>How many commits lay behind the fork on the old primary&apos;s disk could not be counted.</source>
        <translation>Сколько фиксаций осталось за точкой ответвления на диске старого основного, сосчитать не удалось.</translation>
    </message>
</context>
<context>
    <name>Logs</name>
    <message>
        <source>The log file %1 cannot be read; see the details.</source>
        <translation>Файл журнала %1 не удалось прочитать: смотрите подробности.</translation>
    </message>
    <message>
        <source>The log file %1 was truncated; it is read from its beginning.</source>
        <translation>Файл журнала %1 был усечён, он читается с начала.</translation>
    </message>
    <message>
        <source>%1 bytes of %2 were left out: more was written than can be followed.</source>
        <translation>Пропущено байт: %1 в %2 — записано больше, чем можно отслеживать.</translation>
    </message>
    <message>
        <source>The log file was replaced by another one in its place; it is read from its beginning.</source>
        <translation>Файл журнала заменён другим на том же месте, он читается с начала.</translation>
    </message>
    <message>
        <source>A server process was killed by a signal; the server now ends every session and recovers by itself.</source>
        <translation>Процесс сервера убит сигналом: сервер завершает все сеансы и восстанавливается сам.</translation>
    </message>
    <message>
        <source>One of the server&apos;s own processes was killed by a signal.</source>
        <translation>Один из собственных процессов сервера убит сигналом.</translation>
    </message>
    <message>
        <source>After a crash of one process the server ends every session.</source>
        <translation>После сбоя одного процесса сервер завершает все сеансы.</translation>
    </message>
    <message>
        <source>The server restarts itself after a crash of one process; acknowledged writes are kept.</source>
        <translation>Сервер сам перезапускается после сбоя одного процесса, подтверждённые записи сохраняются.</translation>
    </message>
    <message>
        <source>The server was not shut down before: it was killed, stopped at once, or its machine went down. It now recovers from its WAL.</source>
        <translation>Сервер не был остановлен штатно: его убили, остановили немедленно или отказала машина. Теперь он восстанавливается по WAL.</translation>
    </message>
    <message>
        <source>The server finds that it was broken off while it ran: a crash, a kill or an immediate stop.</source>
        <translation>Сервер видит, что его работа была прервана: сбой, убийство процесса или немедленная остановка.</translation>
    </message>
    <message>
        <source>Somebody stopped the server at once, without a checkpoint; it will recover at its next start.</source>
        <translation>Сервер остановлен немедленно, без контрольной точки: при следующем запуске он будет восстанавливаться.</translation>
    </message>
    <message>
        <source>Somebody stopped the server in an orderly way; sessions were ended.</source>
        <translation>Сервер остановлен штатно, сеансы завершены.</translation>
    </message>
    <message>
        <source>Somebody asked the server to stop when its last session ends.</source>
        <translation>Сервер попросили остановиться, когда закончится последний сеанс.</translation>
    </message>
    <message>
        <source>The server is down.</source>
        <translation>Сервер остановлен.</translation>
    </message>
    <message>
        <source>The server starts after an orderly stop.</source>
        <translation>Сервер запускается после штатной остановки.</translation>
    </message>
    <message>
        <source>The server accepts sessions that write.</source>
        <translation>Сервер принимает сеансы, которые пишут.</translation>
    </message>
    <message>
        <source>The server accepts sessions that read: it is a standby.</source>
        <translation>Сервер принимает сеансы, которые читают: он резервный.</translation>
    </message>
    <message>
        <source>The server starts as a standby.</source>
        <translation>Сервер запускается как резервный.</translation>
    </message>
    <message>
        <source>The server begins to replay WAL.</source>
        <translation>Сервер начинает воспроизводить WAL.</translation>
    </message>
    <message>
        <source>The server has replayed its WAL to the end.</source>
        <translation>Сервер воспроизвёл WAL до конца.</translation>
    </message>
    <message>
        <source>The standby has replayed enough to be read.</source>
        <translation>Резервный воспроизвёл достаточно WAL, его можно читать.</translation>
    </message>
    <message>
        <source>The standby was told to become the primary.</source>
        <translation>Резервному велено стать основным.</translation>
    </message>
    <message>
        <source>The server begins a timeline of its own.</source>
        <translation>Сервер начинает собственную линию времени.</translation>
    </message>
    <message>
        <source>The server is no standby any more.</source>
        <translation>Сервер больше не резервный.</translation>
    </message>
    <message>
        <source>The standby receives WAL from the primary.</source>
        <translation>Резервный получает WAL от основного.</translation>
    </message>
    <message>
        <source>The standby needs WAL that the primary no longer has: it must be resynchronised.</source>
        <translation>Резервному нужен WAL, которого у основного уже нет: нужна ресинхронизация.</translation>
    </message>
    <message>
        <source>A standby asked for WAL that this server no longer has: it must be resynchronised.</source>
        <translation>Резервный запросил WAL, которого у этого сервера уже нет: нужна ресинхронизация.</translation>
    </message>
    <message>
        <source>The standby lost the stream of WAL from the primary.</source>
        <translation>Резервный потерял поток WAL от основного.</translation>
    </message>
    <message>
        <source>The primary ended the stream of WAL, as it does when it stops.</source>
        <translation>Основной завершил поток WAL, как при своей остановке.</translation>
    </message>
    <message>
        <source>The standby heard nothing from the primary for too long and gave the stream up.</source>
        <translation>Резервный слишком долго ничего не получал от основного и закрыл поток.</translation>
    </message>
    <message>
        <source>A standby did not answer for too long; the primary gave its stream up.</source>
        <translation>Резервный слишком долго не отвечал, основной закрыл его поток.</translation>
    </message>
    <message>
        <source>The standby does not reach the primary.</source>
        <translation>Резервный не может соединиться с основным.</translation>
    </message>
    <message>
        <source>The standby has WAL that the primary&apos;s timeline does not have: it must be rewound or cloned.</source>
        <translation>У резервного есть WAL, которого нет на линии времени основного: нужна перемотка или новая копия.</translation>
    </message>
    <message>
        <source>The standby follows an older timeline&apos;s server: it was promoted, or follows the wrong one.</source>
        <translation>Резервный следует за сервером более старой линии времени: его повысили или он следует не за тем.</translation>
    </message>
    <message>
        <source>The node&apos;s WAL has left the timeline it is to follow: it must be rewound or cloned.</source>
        <translation>WAL узла разошёлся с линией времени, за которой он должен следовать: нужна перемотка или новая копия.</translation>
    </message>
    <message>
        <source>The node was rewound or copied from a server that had not yet made its checkpoint: it must be resynchronised.</source>
        <translation>Узел перемотан или скопирован с сервера, который ещё не сделал контрольную точку: нужна ресинхронизация.</translation>
    </message>
    <message>
        <source>A replication slot fell too far behind and was given up; its standby must be resynchronised.</source>
        <translation>Слот репликации слишком отстал и сброшен: его резервному нужна ресинхронизация.</translation>
    </message>
    <message>
        <source>The disk is full and the server went down for it: make room before it is started.</source>
        <translation>Диск заполнен, из-за этого сервер упал: освободите место, прежде чем запускать его.</translation>
    </message>
    <message>
        <source>The archive command failed; WAL is kept until it succeeds.</source>
        <translation>Команда архивирования завершилась с ошибкой, WAL хранится, пока она не выполнится.</translation>
    </message>
    <message>
        <source>Archiving a WAL segment failed several times; it will be tried again later.</source>
        <translation>Сегмент WAL несколько раз не удалось архивировать, попытки будут повторены позже.</translation>
    </message>
    <message>
        <source>A client gave a wrong password.</source>
        <translation>Клиент указал неверный пароль.</translation>
    </message>
    <message>
        <source>No access rule lets this client in.</source>
        <translation>Ни одно правило доступа не пускает этого клиента.</translation>
    </message>
    <message>
        <source>An access rule rejects this client.</source>
        <translation>Правило доступа отвергает этого клиента.</translation>
    </message>
    <message>
        <source>All sessions of the server are in use: it lives, but takes no more.</source>
        <translation>Все сеансы сервера заняты: он работает, но новых не принимает.</translation>
    </message>
    <message>
        <source>Only reserved sessions are left: the server lives, but takes no ordinary client.</source>
        <translation>Остались только зарезервированные сеансы: сервер работает, но обычных клиентов не принимает.</translation>
    </message>
    <message>
        <source>A checkpoint begins.</source>
        <translation>Начинается контрольная точка.</translation>
    </message>
    <message>
        <source>A checkpoint is done.</source>
        <translation>Контрольная точка завершена.</translation>
    </message>
    <message>
        <source>A standby&apos;s checkpoint begins.</source>
        <translation>Начинается контрольная точка резервного.</translation>
    </message>
    <message>
        <source>A standby&apos;s checkpoint is done.</source>
        <translation>Контрольная точка резервного завершена.</translation>
    </message>
</context>
<context>
    <name>Monitor</name>
    <message>
        <source>%1 ended our session</source>
        <translation>%1 завершил наш сеанс</translation>
    </message>
    <message>
        <source>%1 answered only after %2 s</source>
        <translation>%1 ответил лишь через %2 с</translation>
    </message>
    <message>
        <source>The watch on the server was cancelled.</source>
        <translation>Наблюдение за сервером отменено.</translation>
    </message>
    <message>
        <source>The watch on %1 has no session yet; see whether the server answers.</source>
        <translation>У наблюдения за %1 ещё нет сеанса: проверьте, отвечает ли сервер.</translation>
    </message>
    <message>
        <source>The watch on %1 has no session: %2</source>
        <translation>У наблюдения за %1 нет сеанса: %2</translation>
    </message>
</context>
<context>
    <name>Postgres</name>
    <message>
        <source>%1 cannot be connected to: the host must be one name, address or socket directory and the port a number from 1 to 65535.</source>
        <translation>К %1 нельзя подключиться: хост должен быть одним именем, адресом или каталогом сокетов, а порт — числом от 1 до 65535.</translation>
    </message>
    <message>
        <source>The server at %1 is a standby and accepts no writes; use the other node or promote it.</source>
        <translation>Сервер %1 — резервный и запись не принимает: обратитесь к другому узлу или повысьте этот.</translation>
    </message>
    <message>
        <source>Connecting to %1 was cancelled.</source>
        <translation>Подключение к %1 отменено.</translation>
    </message>
    <message>
        <source>Nobody listens at %1: the server there is stopped or dead; start it or read its log.</source>
        <translation>На %1 никто не слушает: сервер там остановлен или упал; запустите его или прочитайте его журнал.</translation>
    </message>
    <message>
        <source>What listens at %1 does not speak PostgreSQL&apos;s protocol; check host and port.</source>
        <translation>То, что слушает на %1, не говорит по протоколу PostgreSQL: проверьте хост и порт.</translation>
    </message>
    <message>
        <source>There is no way to %1: no answer came from there; check the network and that the host is up.</source>
        <translation>До %1 нет пути: ответа оттуда не пришло; проверьте сеть и включён ли хост.</translation>
    </message>
    <message>
        <source>%1 did not answer within %2 ms: the server may be frozen or the network cut; look at the host.</source>
        <translation>%1 не ответил за %2 мс: сервер мог зависнуть или сеть прервана; проверьте хост.</translation>
    </message>
    <message>
        <source>The host name %1 could not be resolved; check its spelling, the name server, or use an address.</source>
        <translation>Имя хоста %1 не удалось разрешить: проверьте написание и сервер имён или укажите адрес.</translation>
    </message>
    <message>
        <source>The server at %1 refused the login of %2 with SQLSTATE %3: %4.</source>
        <translation>Сервер %1 отклонил вход %2 с SQLSTATE %3: %4.</translation>
    </message>
    <message>
        <source>The server at %1 wants a password of %2 and none is stored; store it first.</source>
        <translation>Сервер %1 требует пароль для %2, но он не сохранён: сначала сохраните его.</translation>
    </message>
    <message>
        <source>No session with %1 came about, most likely over its TLS setting, certificate or authentication: %2</source>
        <translation>Сеанс с %1 не установлен, скорее всего из-за настройки TLS, сертификата или аутентификации: %2</translation>
    </message>
    <message>
        <source>No node accepts writes now: neither answered as a primary in time; look at the state of the pair.</source>
        <translation>Сейчас ни один узел не принимает запись: ни один вовремя не ответил как основной; посмотрите состояние пары.</translation>
    </message>
    <message>
        <source>The control file of a data directory could not be read (%1); do not start that server before its files were looked at.</source>
        <translation>Управляющий файл каталога данных не удалось прочитать (%1): не запускайте этот сервер, пока его файлы не проверены.</translation>
    </message>
    <message>
        <source>A timeline history file has a line that cannot be read (&quot;%1&quot;); look at the file on the node.</source>
        <translation>В файле истории линии времени есть строка, которую нельзя прочитать («%1»): проверьте файл на узле.</translation>
    </message>
    <message>
        <source>The server at %1 refused a statement with SQLSTATE %2: %3.</source>
        <translation>Сервер %1 отклонил команду с SQLSTATE %2: %3.</translation>
    </message>
    <message>
        <source>The password cannot be prepared for the server: use another one.</source>
        <translation>Пароль нельзя подготовить для сервера: возьмите другой.</translation>
    </message>
    <message>
        <source>A statement was not sent, because its value %1 cannot be filled in; correct the value.</source>
        <translation>Команда не отправлена, потому что её значение %1 нельзя подставить: исправьте значение.</translation>
    </message>
    <message>
        <source>A text with a zero byte cannot be sent to a server; remove it.</source>
        <translation>Текст с нулевым байтом нельзя отправить на сервер: удалите этот байт.</translation>
    </message>
    <message>
        <source>COPY from or to the client was sent to %1 and ended, because it is not supported here; use a query instead.</source>
        <translation>На %1 была отправлена и прервана команда COPY с клиентом, которая здесь не поддерживается: используйте запрос.</translation>
    </message>
    <message>
        <source>The session with %1 was lost while a statement ran: whether it took effect is not known; connect again and look.</source>
        <translation>Сеанс с %1 потерян во время выполнения команды, и неизвестно, подействовала ли она: подключитесь снова и проверьте.</translation>
    </message>
    <message>
        <source>A statement on %1 did not end in time and its session was closed: whether it took effect is not known; look again.</source>
        <translation>Команда на %1 не закончилась вовремя, её сеанс закрыт, и неизвестно, подействовала ли она: проверьте.</translation>
    </message>
    <message>
        <source>A statement on %1 was cancelled and its session was closed: whether it took effect is not known; look again.</source>
        <translation>Команда на %1 отменена, её сеанс закрыт, и неизвестно, подействовала ли она: проверьте.</translation>
    </message>
    <message>
        <source>The session with %1 has ended; connect again.</source>
        <translation>Сеанс с %1 закончился: подключитесь снова.</translation>
    </message>
    <message>
        <source>Watching the session with %1 was cancelled.</source>
        <translation>Наблюдение за сеансом с %1 отменено.</translation>
    </message>
    <message>
        <source>No WAL record could be read where one must be; look at the WAL directory of that node.</source>
        <translation>Там, где должна быть запись WAL, её не удалось прочитать: проверьте каталог WAL этого узла.</translation>
    </message>
    <message>
        <source>The certificate of the server at %1 is not trusted: it has expired or was not issued under the root certificate in use; renew it, or name the right one in the profile.</source>
        <translation>Сертификату сервера %1 доверять нельзя: он просрочен или выпущен не под используемым корневым сертификатом; обновите его или укажите в профиле верный корневой.</translation>
    </message>
    <message>
        <source>The root certificate %1 cannot be read, so the certificate of %2 cannot be checked: put the file there or name another in the profile.</source>
        <translation>Корневой сертификат %1 не читается, поэтому сертификат %2 проверить нечем: положите файл туда или укажите в профиле другой.</translation>
    </message>
    <message>
        <source>The node&apos;s facts could not be read: %1</source>
        <translation>Сведения об узле прочитать не удалось: %1</translation>
    </message>
</context>
<context>
    <name>Profile</name>
    <message>
        <source>%1 must not be empty: give a name or an address</source>
        <translation>%1 не может быть пустым: укажите имя или адрес</translation>
    </message>
    <message>
        <source>%1 must be a name or an address, not a URL such as &quot;%2&quot;</source>
        <translation>%1 должен быть именем или адресом, а не URL вроде «%2»</translation>
    </message>
    <message>
        <source>%1 must be the host alone; in &quot;%2&quot; the user before the @ belongs in ssh.user</source>
        <translation>%1 должен быть только хостом; в «%2» пользователь перед @ относится к ssh.user</translation>
    </message>
    <message>
        <source>%1 must not begin with a dash, as &quot;%2&quot; does</source>
        <translation>%1 не может начинаться с дефиса, как «%2»</translation>
    </message>
    <message>
        <source>%1 must be a plain IPv6 address without brackets, not &quot;%2&quot;</source>
        <translation>%1 должен быть простым адресом IPv6 без скобок, а не «%2»</translation>
    </message>
    <message>
        <source>%1 must be a name or an address (letters, digits and . - : % _), not &quot;%2&quot;</source>
        <translation>%1 должен быть именем или адресом (буквы, цифры и . - : % _), а не «%2»</translation>
    </message>
    <message>
        <source>%1 must be the host alone, and &quot;%2&quot; is no IPv6 address: a port belongs in postgres.port or ssh.port</source>
        <translation>%1 должен быть только хостом, а «%2» — не адрес IPv6: порт относится к postgres.port или ssh.port</translation>
    </message>
    <message>
        <source>%1 must be a name or an address, and &quot;%2&quot; is neither</source>
        <translation>%1 должен быть именем или адресом, а «%2» — ни то ни другое</translation>
    </message>
    <message>
        <source>%1 must be a network such as 192.168.56.0/24, not &quot;%2&quot;</source>
        <translation>%1 должен быть сетью вида 192.168.56.0/24, а не «%2»</translation>
    </message>
    <message>
        <source>%1 needs a prefix length: for this one address write %2/32</source>
        <translation>для %1 нужна длина префикса: для одного этого адреса напишите %2/32</translation>
    </message>
    <message>
        <source>%1 needs a prefix length: for this one address write %2/128</source>
        <translation>для %1 нужна длина префикса: для одного этого адреса напишите %2/128</translation>
    </message>
    <message>
        <source>%1 must not be %2, which opens the servers to every address there is: name the clients&apos; own network</source>
        <translation>%1 не может быть %2: это открыло бы серверы всем адресам; укажите сеть самих клиентов</translation>
    </message>
    <message>
        <source>%1 must be the network&apos;s own address, and in &quot;%2&quot; bits are set beyond the prefix</source>
        <translation>%1 должен быть адресом самой сети, а в «%2» заданы биты за пределами префикса</translation>
    </message>
    <message>
        <source>the file is empty</source>
        <translation>файл пуст</translation>
    </message>
    <message>
        <source>there is text after the end of the document</source>
        <translation>после конца документа есть текст</translation>
    </message>
    <message>
        <source>objects and arrays are nested too deeply</source>
        <translation>слишком глубокая вложенность объектов и массивов</translation>
    </message>
    <message>
        <source>a comma or a closing brace is expected here</source>
        <translation>здесь ожидается запятая или закрывающая фигурная скобка</translation>
    </message>
    <message>
        <source>a key in double quotes is expected here</source>
        <translation>здесь ожидается ключ в двойных кавычках</translation>
    </message>
    <message>
        <source>this key is given for the second time</source>
        <translation>этот ключ указан второй раз</translation>
    </message>
    <message>
        <source>a colon is expected after the key</source>
        <translation>после ключа ожидается двоеточие</translation>
    </message>
    <message>
        <source>a comma or a closing bracket is expected here</source>
        <translation>здесь ожидается запятая или закрывающая квадратная скобка</translation>
    </message>
    <message>
        <source>a string must not hold line ends or control characters</source>
        <translation>в строке не может быть переводов строки и управляющих символов</translation>
    </message>
    <message>
        <source>the string that begins here has no closing quote</source>
        <translation>у строки, которая начинается здесь, нет закрывающей кавычки</translation>
    </message>
    <message>
        <source>four hexadecimal digits are expected here</source>
        <translation>здесь ожидаются четыре шестнадцатеричные цифры</translation>
    </message>
    <message>
        <source>this is no escape that JSON knows</source>
        <translation>такой escape-последовательности в JSON нет</translation>
    </message>
    <message>
        <source>this escape stands for no character</source>
        <translation>эта escape-последовательность не обозначает символа</translation>
    </message>
    <message>
        <source>a value is expected here</source>
        <translation>здесь ожидается значение</translation>
    </message>
    <message>
        <source>a number must not begin with a zero</source>
        <translation>число не может начинаться с нуля</translation>
    </message>
    <message>
        <source>a digit is expected after the decimal point</source>
        <translation>после десятичной точки ожидается цифра</translation>
    </message>
    <message>
        <source>a digit is expected in the exponent</source>
        <translation>в показателе степени ожидается цифра</translation>
    </message>
    <message>
        <source>a value is expected here; strings stand in double quotes</source>
        <translation>здесь ожидается значение; строки пишутся в двойных кавычках</translation>
    </message>
    <message>
        <source>%1, line %2, column %3: %4.</source>
        <translation>%1, строка %2, столбец %3: %4.</translation>
    </message>
    <message>
        <source>%1 is larger than 1 MiB, which no file of this kind is: name the right file.</source>
        <translation>%1 больше 1 МиБ, таких файлов этого вида не бывает: укажите нужный файл.</translation>
    </message>
    <message>
        <source>this is not text in UTF-8</source>
        <translation>это не текст в UTF-8</translation>
    </message>
    <message>
        <source>The profile %1 does not exist: name another file, or make one with &quot;init&quot;.</source>
        <translation>Профиля %1 нет: укажите другой файл или создайте его командой «init».</translation>
    </message>
    <message>
        <source>%1 is no ordinary file, so it cannot be a profile.</source>
        <translation>%1 — не обычный файл, поэтому профилем быть не может.</translation>
    </message>
    <message>
        <source>The profile %1 cannot be read: check its owner and mode.</source>
        <translation>Профиль %1 не удалось прочитать: проверьте его владельца и права.</translation>
    </message>
    <message>
        <source>%1, line %2: %3.</source>
        <translation>%1, строка %2: %3.</translation>
    </message>
    <message>
        <source>%1 looks like a secret, and a profile holds none: move it to the secrets file or the keychain</source>
        <translation>%1 похож на секрет, а в профиле секретов не бывает: перенесите его в файл секретов или в связку ключей</translation>
    </message>
    <message>
        <source>%1 is no key of a profile; perhaps %2 is meant</source>
        <translation>%1 — не ключ профиля; возможно, имелся в виду %2</translation>
    </message>
    <message>
        <source>%1 is no key of a profile; known here: %2</source>
        <translation>%1 — не ключ профиля; здесь известны: %2</translation>
    </message>
    <message>
        <source>%1 is missing in the object that begins here</source>
        <translation>%1 отсутствует в объекте, который начинается здесь</translation>
    </message>
    <message>
        <source>%1 must be an object in braces</source>
        <translation>%1 должен быть объектом в фигурных скобках</translation>
    </message>
    <message>
        <source>%1 must be a list in brackets</source>
        <translation>%1 должен быть списком в квадратных скобках</translation>
    </message>
    <message>
        <source>%1 must be a string in double quotes</source>
        <translation>%1 должен быть строкой в двойных кавычках</translation>
    </message>
    <message>
        <source>%1 must be a whole number from %2 to %3</source>
        <translation>%1 должен быть целым числом от %2 до %3</translation>
    </message>
    <message>
        <source>%1 must be a whole number from %2 to %3, not %4</source>
        <translation>%1 должен быть целым числом от %2 до %3, а не %4</translation>
    </message>
    <message>
        <source>%1 must be one of %2, not &quot;%3&quot;</source>
        <translation>%1 должен быть одним из: %2, а не «%3»</translation>
    </message>
    <message>
        <source>%1 must lie outside the data directory, because a rebuild replaces what lies inside</source>
        <translation>%1 должен лежать вне каталога данных, потому что перестройка заменяет всё, что внутри</translation>
    </message>
    <message>
        <source>%1.postgres.via must be direct, because the node is reached without SSH</source>
        <translation>%1.postgres.via должен быть direct, потому что узел доступен без SSH</translation>
    </message>
    <message>
        <source>roles names &quot;%1&quot; twice, and each role needs a name of its own</source>
        <translation>в roles имя «%1» указано дважды, а каждой роли нужно своё</translation>
    </message>
    <message>
        <source>nodes[1].name must differ from nodes[0].name, and both are &quot;%1&quot;</source>
        <translation>nodes[1].name должен отличаться от nodes[0].name, а оба равны «%1»</translation>
    </message>
    <message>
        <source>%1 and %2 are the same server (same host and port), and a pair needs two</source>
        <translation>%1 и %2 — один и тот же сервер (совпадают хост и порт), а паре нужны два</translation>
    </message>
    <message>
        <source>%1 and %2 use the same data directory on one machine, and each needs its own</source>
        <translation>%1 и %2 используют один каталог данных на одной машине, а каждому нужен свой</translation>
    </message>
    <message>
        <source>nodes must list exactly two nodes, not %1</source>
        <translation>в nodes должно быть ровно два узла, а не %1</translation>
    </message>
    <message>
        <source>home_primary must be the name of a node (%1 or %2), not &quot;%3&quot;</source>
        <translation>home_primary должен быть именем узла (%1 или %2), а не «%3»</translation>
    </message>
    <message>
        <source>a profile must be one object in braces</source>
        <translation>профиль должен быть одним объектом в фигурных скобках</translation>
    </message>
    <message>
        <source>%1 must not be empty</source>
        <translation>%1 не может быть пустым</translation>
    </message>
    <message>
        <source>%1 must not hold control characters or line ends</source>
        <translation>%1 не может содержать управляющие символы и переводы строки</translation>
    </message>
    <message>
        <source>%1 must not begin or end with a space, as &quot;%2&quot; does</source>
        <translation>%1 не может начинаться или заканчиваться пробелом, как «%2»</translation>
    </message>
    <message>
        <source>%1 must not be longer than 63 bytes</source>
        <translation>%1 не может быть длиннее 63 байт</translation>
    </message>
    <message>
        <source>%1 must not hold a slash, as &quot;%2&quot; does</source>
        <translation>%1 не может содержать косую черту, как «%2»</translation>
    </message>
    <message>
        <source>%1 must not begin with a dash or a dot, as &quot;%2&quot; does</source>
        <translation>%1 не может начинаться с дефиса или точки, как «%2»</translation>
    </message>
    <message>
        <source>%1 must be the name of a user (letters, digits and . _ - + @), not &quot;%2&quot;</source>
        <translation>%1 должен быть именем пользователя (буквы, цифры и . _ - + @), а не «%2»</translation>
    </message>
    <message>
        <source>%1 must be the name of one Host in ~/.ssh/config (letters, digits and . _ - :), not &quot;%2&quot;</source>
        <translation>%1 должен быть именем одного Host из ~/.ssh/config (буквы, цифры и . _ - :), а не «%2»</translation>
    </message>
    <message>
        <source>%1 must be the name of a Debian cluster (letters, digits and . _ -), not &quot;%2&quot;</source>
        <translation>%1 должен быть именем кластера Debian (буквы, цифры и . _ -), а не «%2»</translation>
    </message>
    <message>
        <source>%1 must not be %2, which is PostgreSQL&apos;s pattern for new databases: name a database of your own</source>
        <translation>%1 не может быть %2: это шаблон PostgreSQL для новых баз; укажите собственную базу данных</translation>
    </message>
    <message>
        <source>%1 must not begin with &quot;pg_&quot;, as &quot;%2&quot; does: PostgreSQL keeps these names for itself</source>
        <translation>%1 не может начинаться с «pg_», как «%2»: такие имена PostgreSQL оставляет себе</translation>
    </message>
    <message>
        <source>%1 must not be &quot;%2&quot;, which is no name of a role in PostgreSQL</source>
        <translation>%1 не может быть «%2»: такого имени роли в PostgreSQL не бывает</translation>
    </message>
    <message>
        <source>%1 must be an absolute path, not &quot;%2&quot;</source>
        <translation>%1 должен быть абсолютным путём, а не «%2»</translation>
    </message>
    <message>
        <source>%1 must not be longer than 1024 bytes</source>
        <translation>%1 не может быть длиннее 1024 байт</translation>
    </message>
    <message>
        <source>%1 must be a directory of its own without &quot;..&quot;, not &quot;%2&quot;</source>
        <translation>%1 должен быть отдельным каталогом без «..», а не «%2»</translation>
    </message>
    <message>
        <source>%1 must be an absolute path or begin with ~/, not &quot;%2&quot;</source>
        <translation>%1 должен быть абсолютным путём или начинаться с ~/, а не «%2»</translation>
    </message>
    <message>
        <source>The secrets file %1 cannot be looked at.</source>
        <translation>Файл секретов %1 не удалось проверить.</translation>
    </message>
    <message>
        <source>%1 is no ordinary file, so no secrets are read from it.</source>
        <translation>%1 — не обычный файл, секреты из него не читаются.</translation>
    </message>
    <message>
        <source>The secrets file %1 belongs to another user, so it is not trusted: copy it to a file of your own.</source>
        <translation>Файл секретов %1 принадлежит другому пользователю, доверять ему нельзя: скопируйте его в свой файл.</translation>
    </message>
    <message>
        <source>The secrets file %1 has mode %2 and must have 0600: take the rights away (chmod 600) and consider its secrets known.</source>
        <translation>У файла секретов %1 права %2, а должны быть 0600: заберите лишние (chmod 600) и считайте эти секреты раскрытыми.</translation>
    </message>
    <message>
        <source>The secrets file %1 is a link, so it is not trusted: name the file itself.</source>
        <translation>Файл секретов %1 — ссылка, доверять ей нельзя: укажите сам файл.</translation>
    </message>
    <message>
        <source>The secrets file %1 cannot be opened: check its owner and mode.</source>
        <translation>Файл секретов %1 не удалось открыть: проверьте его владельца и права.</translation>
    </message>
    <message>
        <source>The secrets file %1 cannot be read.</source>
        <translation>Файл секретов %1 не удалось прочитать.</translation>
    </message>
    <message>
        <source>The secrets file %1 is read-only (mode 0400), so nothing was stored: give it mode 0600 to let secrets be added.</source>
        <translation>Файл секретов %1 доступен только для чтения (права 0400), поэтому ничего не сохранено: дайте ему права 0600, чтобы добавлять секреты.</translation>
    </message>
    <message>
        <source>The secrets file %1 could not be written, and what it held before is unchanged: check its directory and the free space.</source>
        <translation>Файл секретов %1 не удалось записать, прежнее содержимое не изменилось: проверьте его каталог и свободное место.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no name of a secret: known are admin, replication, rewind, monitor, workload, ssh:NODE, sudo:NODE and key:NODE.</source>
        <translation>«%1» — не имя секрета; известны admin, replication, rewind, monitor, workload, ssh:УЗЕЛ, sudo:УЗЕЛ и key:УЗЕЛ.</translation>
    </message>
    <message>
        <source>The secret &quot;%1&quot; is shorter than 3 characters, too short to be kept out of journals: choose a longer one.</source>
        <translation>Секрет «%1» короче 3 символов, такой нельзя скрыть в журналах: выберите более длинный.</translation>
    </message>
    <message>
        <source>The secret &quot;%1&quot; holds control characters or line ends, which no password file can carry: choose another one.</source>
        <translation>Секрет «%1» содержит управляющие символы или переводы строки, файл паролей их не передаст: выберите другой.</translation>
    </message>
    <message>
        <source>%1 must hold one JSON object of names and secrets.</source>
        <translation>%1 должен содержать один объект JSON с именами и секретами.</translation>
    </message>
    <message>
        <source>%1, line %2: %3</source>
        <translation>%1, строка %2: %3</translation>
    </message>
    <message>
        <source>The secret &quot;%1&quot; must be a string in double quotes.</source>
        <translation>Секрет «%1» должен быть строкой в двойных кавычках.</translation>
    </message>
    <message>
        <source>The secret &quot;%1&quot; is not text in UTF-8: choose another one.</source>
        <translation>Секрет «%1» — не текст в UTF-8: выберите другой.</translation>
    </message>
    <message>
        <source>%1 must not begin with a slash, as &quot;%2&quot; does: pg_hba.conf takes such a name for a pattern</source>
        <translation>%1 не может начинаться с косой черты, как «%2»: pg_hba.conf принимает такое имя за шаблон</translation>
    </message>
    <message>
        <source>%1 must not hold &quot;, $, ` or \, which pg_ctl hands to a shell, as &quot;%2&quot; does</source>
        <translation>%1 не может содержать &quot;, $, ` и \, которые pg_ctl передаёт оболочке, как в «%2»</translation>
    </message>
    <message>
        <source>tls_root_certificate is used with &quot;tls&quot;: &quot;verify-full&quot; only: choose that, or leave the certificate out</source>
        <translation>tls_root_certificate действует только с &quot;tls&quot;: &quot;verify-full&quot;: выберите этот режим или уберите сертификат</translation>
    </message>
    <message>
        <source>The root certificate %1 that the profile names does not exist or is no ordinary file: put it there or name another.</source>
        <translation>Корневой сертификат %1, указанный в профиле, не существует или не является обычным файлом: положите его туда или укажите другой.</translation>
    </message>
    <message>
        <source>The root certificate %1 that the profile names cannot be read: check its owner and mode.</source>
        <translation>Корневой сертификат %1, указанный в профиле, не читается: проверьте владельца и права.</translation>
    </message>
    <message>
        <source>%1 holds no certificate in PEM form (&quot;-----BEGIN CERTIFICATE-----&quot;): name the root certificate&apos;s file.</source>
        <translation>%1 не содержит сертификата в виде PEM («-----BEGIN CERTIFICATE-----»): укажите файл корневого сертификата.</translation>
    </message>
    <message>
        <source>%1.</source>
        <translation>%1.</translation>
    </message>
    <message>
        <source>%1 must be a whole number from %2 to %3, written in digits alone, not &quot;%4&quot;.</source>
        <translation>%1: нужно целое число от %2 до %3, одними цифрами, а не «%4».</translation>
    </message>
    <message>
        <source>The name</source>
        <translation>Имя</translation>
    </message>
    <message>
        <source>The host</source>
        <translation>Хост</translation>
    </message>
    <message>
        <source>The SSH alias</source>
        <translation>Псевдоним SSH</translation>
    </message>
    <message>
        <source>The SSH user</source>
        <translation>Пользователь SSH</translation>
    </message>
    <message>
        <source>The SSH port</source>
        <translation>Порт SSH</translation>
    </message>
    <message>
        <source>The key file</source>
        <translation>Файл ключа</translation>
    </message>
    <message>
        <source>The port</source>
        <translation>Порт</translation>
    </message>
    <message>
        <source>The version</source>
        <translation>Версия</translation>
    </message>
    <message>
        <source>The cluster</source>
        <translation>Кластер</translation>
    </message>
    <message>
        <source>The data directory</source>
        <translation>Каталог данных</translation>
    </message>
    <message>
        <source>The database</source>
        <translation>База данных</translation>
    </message>
    <message>
        <source>The role</source>
        <translation>Роль</translation>
    </message>
    <message>
        <source>The network</source>
        <translation>Сеть</translation>
    </message>
    <message>
        <source>This is no connection string: it looks like postgresql://user@host:5432/database.</source>
        <translation>Это не строка подключения: она выглядит как postgresql://user@host:5432/database.</translation>
    </message>
    <message>
        <source>Leave the password out of the connection string: Tandem asks for it where it is not seen.</source>
        <translation>Уберите пароль из строки подключения: Tandem спросит его там, где его не видно.</translation>
    </message>
    <message>
        <source>A pair has two hosts: the string must name one or two.</source>
        <translation>В паре два хоста: в строке должен быть один или два.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; in the connection string is no host with a port.</source>
        <translation>«%1» в строке подключения — не хост с портом.</translation>
    </message>
</context>
<context>
    <name>Runbook</name>
    <message>
        <source>Cancelled.</source>
        <translation>Отменено.</translation>
    </message>
    <message>
        <source>The journal %1 cannot be written (%2): nothing further is started until there is room to keep it.</source>
        <translation>Журнал %1 не удалось записать (%2): пока места для него нет, ничего больше не запускается.</translation>
    </message>
    <message>
        <source>The journal %1 cannot be read: %2.</source>
        <translation>Журнал %1 не удалось прочитать: %2.</translation>
    </message>
    <message>
        <source>Line %1 of the journal %2 was changed or is missing: it is no evidence any more.</source>
        <translation>Строка %1 журнала %2 изменена или пропала: доказательством он больше не служит.</translation>
    </message>
    <message>
        <source>There is no node &quot;%1&quot; in this pair.</source>
        <translation>В этой паре нет узла «%1».</translation>
    </message>
    <message>
        <source>The secret &quot;%1&quot; is missing: put it into the secrets file, or run setup, which makes what is missing.</source>
        <translation>Нет секрета «%1»: внесите его в файл секретов или запустите настройку, она создаёт недостающие.</translation>
    </message>
    <message>
        <source>At the same time:</source>
        <translation>Одновременно:</translation>
    </message>
    <message>
        <source>only when: %1</source>
        <translation>только если: %1</translation>
    </message>
    <message>
        <source>cannot be undone: %1</source>
        <translation>нельзя отменить: %1</translation>
    </message>
    <message>
        <source>undo: %1</source>
        <translation>отмена: %1</translation>
    </message>
    <message>
        <source>expects: %1</source>
        <translation>ожидается: %1</translation>
    </message>
    <message>
        <source>if that fails:</source>
        <translation>если не получится:</translation>
    </message>
    <message>
        <source>Takes the record of %1 under epoch %2 (seen: %3).</source>
        <translation>Занимает служебную запись узла %1 с эпохой %2 (сейчас там %3).</translation>
    </message>
    <message>
        <source>The server of %1 refused a statement: %2.</source>
        <translation>Сервер %1 отклонил команду: %2.</translation>
    </message>
    <message>
        <source>Take %1 for this stage</source>
        <translation>Занять %1 для этого этапа</translation>
    </message>
    <message>
        <source>A stage is at work on %1, run by %2: wait until it is over, then look again.</source>
        <translation>На %1 идёт этап, его выполняет %2: дождитесь окончания и посмотрите снова.</translation>
    </message>
    <message>
        <source>%2 was at work on %1 since it was looked at: look again.</source>
        <translation>С тех пор как мы смотрели, на %1 работал %2: посмотрите снова.</translation>
    </message>
    <message>
        <source>The record of %1 was written by a newer version of this program: use that one for this pair.</source>
        <translation>Служебную запись узла %1 сделала более новая версия этой программы: работайте с этой парой в ней.</translation>
    </message>
    <message>
        <source>The record of %1 cannot be written (%2): give its directory to the server&apos;s user.</source>
        <translation>Служебную запись узла %1 не удалось сохранить (%2): отдайте её каталог пользователю сервера.</translation>
    </message>
    <message>
        <source>Give %1 back</source>
        <translation>Освободить %1</translation>
    </message>
    <message>
        <source>Cancelled before &quot;%1&quot;.</source>
        <translation>Отменено перед шагом «%1».</translation>
    </message>
    <message>
        <source>Another stage took %1 over while this one was at work, so this one stops: look at the pair&apos;s state before you go on.</source>
        <translation>Во время работы этого этапа %1 занял другой этап, поэтому этот останавливается: прежде чем продолжать, посмотрите состояние пары.</translation>
    </message>
    <message>
        <source>The answer does not tell &quot;%1&quot;.</source>
        <translation>В ответе нет «%1».</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is needed but no step told it.</source>
        <translation>Нужно «%1», но ни один шаг этого не сообщил.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; on %2 ended with exit code %3.</source>
        <translation>Шаг «%1» на %2 завершился с кодом %3.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; on %2 did not end as it must (%3).</source>
        <translation>Шаг «%1» на %2 закончился не так, как должен (%3).</translation>
    </message>
    <message>
        <source>&quot;%1&quot; on %2 was done, but its effect cannot be seen.</source>
        <translation>Шаг «%1» на %2 выполнен, но его результат не виден.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; was expected to be %2 but is &quot;%3&quot;.</source>
        <translation>Ожидалось, что «%1» будет %2, а там «%3».</translation>
    </message>
    <message>
        <source>The record of %1 cannot be read, so it cannot be told whether a stage is at work there or the node is fenced: see to that by hand, then delete %2.</source>
        <translation>Служебная запись узла %1 не читается, поэтому неизвестно, идёт ли на нём этап и не изолирован ли он: разберитесь вручную и удалите %2.</translation>
    </message>
    <message>
        <source>A command of an earlier stage is still at work on %1: %2. Wait until it has ended, then run the stage again.</source>
        <translation>На %1 ещё работает команда более раннего этапа: %2. Дождитесь её завершения и запустите этап снова.</translation>
    </message>
    <message>
        <source>today it is skipped: %1</source>
        <translation>сегодня пропускается: %1</translation>
    </message>
    <message>
        <source>today it is most likely skipped: %1</source>
        <translation>сегодня, скорее всего, пропускается: %1</translation>
    </message>
    <message>
        <source>decided when it runs, by what step %1 tells</source>
        <translation>решается во время выполнения, по ответу шага %1</translation>
    </message>
    <message>
        <source>today it is done: %1</source>
        <translation>сегодня выполняется: %1</translation>
    </message>
    <message>
        <source>today it is most likely done: %1</source>
        <translation>сегодня, скорее всего, выполняется: %1</translation>
    </message>
    <message>
        <source>The stage has no step &quot;%1&quot;; there are %2.</source>
        <translation>В этапе нет шага «%1»; есть %2.</translation>
    </message>
    <message>
        <source>The step &quot;%1&quot; cannot be exported: &quot;%2&quot; is no plain word.</source>
        <translation>Шаг «%1» нельзя выгрузить: «%2» — не простое слово.</translation>
    </message>
    <message>
        <source>The step &quot;%1&quot; cannot be exported: its value &quot;%2&quot; cannot be written into a script.</source>
        <translation>Шаг «%1» нельзя выгрузить: его значение «%2» нельзя записать в сценарий.</translation>
    </message>
    <message>
        <source>The step &quot;%1&quot; cannot be exported: only SQL can be given a password&apos;s verifier.</source>
        <translation>Шаг «%1» нельзя выгрузить: верификатор пароля можно передать только в SQL.</translation>
    </message>
    <message>
        <source>The step &quot;%1&quot; cannot be exported: psql does not tell which of its statements an answer belongs to.</source>
        <translation>Шаг «%1» нельзя выгрузить: psql не сообщает, к какому из его операторов относится ответ.</translation>
    </message>
    <message>
        <source>The server of %1 is reached through SSH only, which psql cannot do: export the script with --from %1 and run it there.</source>
        <translation>Сервер %1 доступен только через SSH, чего psql не умеет: выгрузите сценарий с --from %1 и запустите его там.</translation>
    </message>
    <message>
        <source>The step &quot;%1&quot; takes more than a watchdog may give.</source>
        <translation>Шагу «%1» нужно больше, чем сторож вправе дать.</translation>
    </message>
</context>
<context>
    <name>Sandbox</name>
    <message>
        <source>Stopping %1 was cancelled while processes of it still run; stop the pair again.</source>
        <translation>Остановка %1 отменена, пока его процессы ещё работают: остановите пару снова.</translation>
    </message>
    <message>
        <source>Port %1 of %2 is used by another program on 127.0.0.1; stop that program and start the pair again.</source>
        <translation>Порт %1 узла %2 на 127.0.0.1 занят другой программой: остановите её и запустите пару снова.</translation>
    </message>
    <message>
        <source>The database cluster of %1 could not be made in %2; the details hold initdb&apos;s own words.</source>
        <translation>Кластер базы данных %1 не удалось создать в %2: в подробностях — слова самого initdb.</translation>
    </message>
    <message>
        <source>The configuration of %1 could not be written to %2; the details say why.</source>
        <translation>Настройки %1 не удалось записать в %2: причина в подробностях.</translation>
    </message>
    <message>
        <source>PostgreSQL&apos;s programs are no longer in %1, where this pair was made; install that version again or make a new pair.</source>
        <translation>Программ PostgreSQL больше нет в %1, где эта пара создана: установите ту же версию снова или создайте новую пару.</translation>
    </message>
    <message>
        <source>The server of %1 did not start; read the end of its log %2.</source>
        <translation>Сервер %1 не запустился: прочитайте конец его журнала %2.</translation>
    </message>
    <message>
        <source>Processes of %1 did not end even after SIGKILL: %2; look at what they wait for, often a disk, and stop the pair again.</source>
        <translation>Процессы %1 не завершились даже после SIGKILL: %2; выясните, чего они ждут (часто это диск), и остановите пару снова.</translation>
    </message>
    <message>
        <source>The control file of %1 in %2 could not be read; the details hold pg_controldata&apos;s own words.</source>
        <translation>Управляющий файл %1 в %2 не удалось прочитать: в подробностях — слова самого pg_controldata.</translation>
    </message>
    <message>
        <source>No free port was found on 127.0.0.1 between %1 and %2; stop a program that listens there and try again.</source>
        <translation>На 127.0.0.1 между %1 и %2 нет свободного порта: остановите программу, которая там слушает, и попробуйте снова.</translation>
    </message>
    <message>
        <source>PostgreSQL&apos;s server programs were not found on this machine; install the package postgresql (Debian, Ubuntu) or run brew install postgresql@17 (macOS) and try again.</source>
        <translation>Программ сервера PostgreSQL на этой машине нет: установите пакет postgresql (Debian, Ubuntu) или выполните brew install postgresql@17 (macOS) и попробуйте снова.</translation>
    </message>
    <message>
        <source>The newest PostgreSQL on this machine is version %1 in %2; install version %3 or later and try again.</source>
        <translation>Самый новый PostgreSQL на этой машине — версия %1 в %2: установите версию %3 или новее и попробуйте снова.</translation>
    </message>
    <message>
        <source>The directory %1 does not hold PostgreSQL&apos;s server programs; name the one that holds initdb and pg_ctl.</source>
        <translation>В каталоге %1 нет программ сервера PostgreSQL: укажите тот, где лежат initdb и pg_ctl.</translation>
    </message>
    <message>
        <source>The profile %1 could not be written: %2; see to the disk and try again.</source>
        <translation>Профиль %1 не удалось записать: %2; проверьте диск и попробуйте снова.</translation>
    </message>
    <message>
        <source>There is no embedded pair in %1; make one there first or name its directory.</source>
        <translation>В %1 нет встроенной пары: сначала создайте её там или укажите её каталог.</translation>
    </message>
    <message>
        <source>The embedded pair in %1 was made for %2; move it back there or make a new one.</source>
        <translation>Встроенная пара в %1 создана для %2: верните её туда или создайте новую.</translation>
    </message>
    <message>
        <source>The embedded pair in %1 belongs to another user, %2; run the program as the user who made it.</source>
        <translation>Встроенная пара в %1 принадлежит другому пользователю, %2: запустите программу от имени того, кто её создал.</translation>
    </message>
    <message>
        <source>Servers of the embedded pair in %1 still run, so nothing was deleted; stop them first.</source>
        <translation>Серверы встроенной пары в %1 ещё работают, поэтому ничего не удалено: сначала остановите их.</translation>
    </message>
    <message>
        <source>The embedded pair in %1 was never finished; remove it and make a new one.</source>
        <translation>Встроенная пара в %1 не была достроена: удалите её и создайте новую.</translation>
    </message>
    <message>
        <source>%1 and %2 hold the same database cluster and neither is marked as a standby, so both would accept writes; start only the one with the newest data and resync the other.</source>
        <translation>На %1 и %2 один и тот же кластер базы данных, и ни один не помечен как резервный, оба приняли бы запись: запустите только тот, где данные новее, и ресинхронизируйте другой.</translation>
    </message>
    <message>
        <source>The embedded pair has no node named %1; its nodes are %2.</source>
        <translation>Во встроенной паре нет узла %1; её узлы: %2.</translation>
    </message>
    <message>
        <source>%1 was not started: %2 runs with the same database cluster and neither is marked as a standby, so both would accept writes; resync %1 first.</source>
        <translation>%1 не запущен: %2 работает с тем же кластером базы данных, и ни один не помечен как резервный, оба приняли бы запись; сначала ресинхронизируйте %1.</translation>
    </message>
    <message>
        <source>%1 could not be made: %2; choose a directory you may write to.</source>
        <translation>%1 не удалось создать: %2; выберите каталог, в который вам разрешено писать.</translation>
    </message>
    <message>
        <source>%1 cannot be read or was made by another version of this program; use that version or choose another directory.</source>
        <translation>%1 не читается или создан другой версией этой программы: возьмите ту версию или выберите другой каталог.</translation>
    </message>
    <message>
        <source>The path %1 holds a character that pg_ctl cannot bear (a control character, &quot;, $, ` or \); choose another directory.</source>
        <translation>В пути %1 есть символ, которого не переносит pg_ctl (управляющий символ, &quot;, $, ` или \): выберите другой каталог.</translation>
    </message>
    <message>
        <source>The path %1 is %2 bytes too long for a Unix socket inside it; choose a shorter one.</source>
        <translation>Путь %1 слишком длинный для сокета Unix внутри него, лишних байт: %2; выберите путь короче.</translation>
    </message>
    <message>
        <source>%1 is not a directory; choose another name.</source>
        <translation>%1 — не каталог: выберите другое имя.</translation>
    </message>
    <message>
        <source>An embedded pair runs in %1; open it, or stop and remove it before making a new one there.</source>
        <translation>В %1 работает встроенная пара: откройте её или, прежде чем создавать там новую, остановите и удалите.</translation>
    </message>
    <message>
        <source>%1 already holds an embedded pair; open it, remove it, or choose another directory.</source>
        <translation>В %1 уже есть встроенная пара: откройте её, удалите или выберите другой каталог.</translation>
    </message>
    <message>
        <source>%1 holds an embedded pair that was never finished; remove it or choose another directory.</source>
        <translation>В %1 есть недостроенная встроенная пара: удалите её или выберите другой каталог.</translation>
    </message>
    <message>
        <source>%1 is not empty and not one of ours, so nothing was made there; choose an empty or a new directory.</source>
        <translation>%1 не пуст и создан не нами, поэтому там ничего не сделано: выберите пустой или новый каталог.</translation>
    </message>
    <message>
        <source>An embedded pair needs %1 MB in %2 and %3 MB are free there; free some space or choose another directory.</source>
        <translation>Встроенной паре нужно %1 МБ в %2, а свободно %3 МБ: освободите место или выберите другой каталог.</translation>
    </message>
    <message>
        <source>The servers run as %1, who cannot enter %2; choose a directory outside a private home, for instance below /tmp or /var/tmp.</source>
        <translation>Серверы работают от имени %1, которому закрыт вход в %2: выберите каталог вне личной папки, например в /tmp или /var/tmp.</translation>
    </message>
    <message>
        <source>The lock %1 could not be made; run as the user to whom the directory belongs.</source>
        <translation>Блокировку %1 не удалось создать: запустите от имени пользователя, которому принадлежит каталог.</translation>
    </message>
    <message>
        <source>The embedded pair in %1 is in use by %2 (process %3 on %4); two at once would harm it, so close that one first.</source>
        <translation>Встроенную пару в %1 использует %2 (процесс %3 на %4): два сразу ей повредят, сначала закройте тот.</translation>
    </message>
    <message>
        <source>%1 could not be deleted; delete it by hand or remove the pair as the user to whom it belongs.</source>
        <translation>%1 не удалось удалить: удалите вручную или удалите пару от имени её владельца.</translation>
    </message>
    <message>
        <source>There is no user named %1 on this machine; name an ordinary user that exists.</source>
        <translation>На этой машине нет пользователя %1: укажите существующего обычного пользователя.</translation>
    </message>
    <message>
        <source>PostgreSQL refuses to run as %1; name an ordinary user for the servers.</source>
        <translation>PostgreSQL отказывается работать от имени %1: укажите для серверов обычного пользователя.</translation>
    </message>
    <message>
        <source>Only root can run the servers as %1; start the program as root or leave the user out.</source>
        <translation>Запускать серверы от имени %1 может только root: запустите программу от root или не указывайте пользователя.</translation>
    </message>
    <message>
        <source>The user number %1 of this process has no name on this machine, which PostgreSQL needs; run as a known user.</source>
        <translation>У номера пользователя %1 этого процесса нет имени на этой машине, а PostgreSQL оно нужно: запустите от имени известного пользователя.</translation>
    </message>
    <message>
        <source>PostgreSQL refuses to run as root and this machine has no user named postgres; create an ordinary user or run the program as one.</source>
        <translation>PostgreSQL отказывается работать от root, а пользователя postgres на этой машине нет: создайте обычного пользователя или запустите программу от его имени.</translation>
    </message>
</context>
<context>
    <name>Session</name>
    <message>
        <source>There is no single primary to count the writes on.</source>
        <translation>Нет единственного основного сервера, на котором можно пересчитать записи.</translation>
    </message>
    <message>
        <source>Stage %1 ...</source>
        <translation>Этап %1 ...</translation>
    </message>
    <message>
        <source>The clients could not write for %1 s.</source>
        <translation>Клиенты не могли писать %1 с.</translation>
    </message>
    <message>
        <source>The clients cannot write on %1.</source>
        <translation>Клиенты не могут писать на %1.</translation>
    </message>
    <message>
        <source>%1 clients write and %2 read.</source>
        <translation>Клиентов пишет: %1, читает: %2.</translation>
    </message>
    <message>
        <source>kill -9 of every server process of %1 ...</source>
        <translation>kill -9 для каждого процесса сервера %1 ...</translation>
    </message>
    <message>
        <source>Failback to %1 ...</source>
        <translation>Возврат на %1 ...</translation>
    </message>
    <message>
        <source>%1 is primary again and %2 standby again</source>
        <translation>%1 снова основной, %2 снова резервный</translation>
    </message>
    <message>
        <source>The data from before the crash is kept</source>
        <translation>Данные, записанные до сбоя, сохранены</translation>
    </message>
    <message>
        <source>before_crash is on %1; of %2 acknowledged writes %3 are there and %4 were lost by the crash</source>
        <translation>before_crash есть на %1; из подтверждённых записей (%2) на месте %3, из-за сбоя потеряно %4</translation>
    </message>
    <message>
        <source>The data written during the failure is on %1</source>
        <translation>Данные, записанные во время отказа, есть на %1</translation>
    </message>
    <message>
        <source>during_failover was written on %1 and read on %2</source>
        <translation>during_failover записан на %1 и прочитан на %2</translation>
    </message>
    <message>
        <source>One program ran every stage and certifies the failback</source>
        <translation>Все этапы выполнила одна программа, и она подтверждает возврат сертификатом</translation>
    </message>
    <message>
        <source>%1 stages done; E %2, replayed %3, forked at %4; lost by the failback: %5</source>
        <translation>выполнено этапов: %1; E %2, воспроизведено до %3, ответвление в %4; потеряно при возврате: %5</translation>
    </message>
    <message>
        <source>%1 gets every change of %2</source>
        <translation>%1 получает каждое изменение %2</translation>
    </message>
    <message>
        <source>final_test is on %1; equal ledgers at one position, a write there is refused with %2</source>
        <translation>final_test есть на %1; реестры на одной позиции равны, запись туда отклоняется с %2</translation>
    </message>
    <message>
        <source>The directory %1 for ledgers cannot be made.</source>
        <translation>Каталог %1 для реестров не удалось создать.</translation>
    </message>
    <message>
        <source>%1 is not the file that its run named: it is no evidence any more.</source>
        <translation>%1 — не тот файл, который назвал запуск: это больше не свидетельство.</translation>
    </message>
    <message>
        <source>The report %1 cannot be written: %2.</source>
        <translation>Отчёт %1 не удалось записать: %2.</translation>
    </message>
    <message>
        <source>There is no run under %1 yet; &quot;journals&quot; makes a report of the stages that were run one by one.</source>
        <translation>В %1 ещё нет запусков; «journals» составит отчёт по этапам, выполненным по одному.</translation>
    </message>
    <message>
        <source>There is no run &quot;%1&quot;; there are %2.</source>
        <translation>Запуска «%1» нет; есть %2.</translation>
    </message>
    <message>
        <source>There is no journal under %1 yet: nothing was run.</source>
        <translation>В %1 ещё нет журналов: ничего не выполнялось.</translation>
    </message>
    <message>
        <source>%1 begins</source>
        <translation>%1: начало</translation>
    </message>
    <message>
        <source>%1 is done</source>
        <translation>%1: выполнено</translation>
    </message>
    <message>
        <source>%1 ended without being done</source>
        <translation>%1: закончилось, не выполнено</translation>
    </message>
    <message>
        <source>%1 cannot be written: %2.</source>
        <translation>%1 не удалось записать: %2.</translation>
    </message>
    <message>
        <source>The record of %1 could not be written: run setup first, or look at that host.</source>
        <translation>Запись узла %1 не удалось изменить: сначала выполните настройку или осмотрите этот хост.</translation>
    </message>
    <message>
        <source>The watchdog of %1 could not be put in order: see what its host says, mend that, and try again.</source>
        <translation>Сторожа узла %1 не удалось привести в порядок: посмотрите, что говорит его хост, исправьте это и повторите.</translation>
    </message>
    <message>
        <source>There is no password of %1 in the secrets, which the watchdog needs: run setup first.</source>
        <translation>В секретах нет пароля роли %1, а сторожу он нужен: сначала выполните настройку.</translation>
    </message>
    <message>
        <source>The pair %1 is observed already, by process %2 on %3: end that one first.</source>
        <translation>За парой %1 уже присматривает процесс %2 на %3: сначала завершите его.</translation>
    </message>
    <message>
        <source>There is nothing to report yet: no stage was run on this pair since this machine was started. Older ones can be chosen in the journal.</source>
        <translation>Отчитываться пока не о чем: с запуска этой машины на паре не выполнялся ни один этап. Прежние можно выбрать на вкладке «Этапы».</translation>
    </message>
    <message>
        <source>None of these stages can be reported: they have not ended, or their journals are gone.</source>
        <translation>Об этих этапах отчитаться нельзя: они не закончились, или их журналов больше нет.</translation>
    </message>
</context>
<context>
    <name>Stages</name>
    <message>
        <source>A session on %1 is accepted.</source>
        <translation>Сеанс на %1 принят.</translation>
    </message>
    <message>
        <source>Nobody listens on %1: start the server of %2, or correct the port.</source>
        <translation>На %1 никто не слушает: запустите сервер %2 или исправьте порт.</translation>
    </message>
    <message>
        <source>%1 does not answer: is the host up, is the port open, is the server frozen?</source>
        <translation>%1 не отвечает: включён ли хост, открыт ли порт, не завис ли сервер?</translation>
    </message>
    <message>
        <source>The server of %1 is starting: wait and check again.</source>
        <translation>Сервер %1 запускается: подождите и проверьте снова.</translation>
    </message>
    <message>
        <source>The server of %1 is shutting down: wait and check again.</source>
        <translation>Сервер %1 останавливается: подождите и проверьте снова.</translation>
    </message>
    <message>
        <source>The server of %1 is alive but has no free connection: end some sessions.</source>
        <translation>Сервер %1 работает, но свободных соединений у него нет: завершите часть сеансов.</translation>
    </message>
    <message>
        <source>What listens on %1 is not PostgreSQL: correct the port of %2.</source>
        <translation>То, что слушает на %1, — не PostgreSQL: исправьте порт %2.</translation>
    </message>
    <message>
        <source>%1 has no database &quot;%2&quot;: run setup, or correct &quot;database&quot; in the profile.</source>
        <translation>На %1 нет базы данных «%2»: выполните настройку или исправьте «database» в профиле.</translation>
    </message>
    <message>
        <source>%1 refuses the password: correct it in the secrets file.</source>
        <translation>%1 не принимает пароль: исправьте его в файле секретов.</translation>
    </message>
    <message>
        <source>%1 refuses the login (%2): check the role, pg_hba.conf and the secrets file.</source>
        <translation>%1 отклоняет вход (%2): проверьте роль, pg_hba.conf и файл секретов.</translation>
    </message>
    <message>
        <source>A shell on the host</source>
        <translation>Оболочка на хосте</translation>
    </message>
    <message>
        <source>It answers.</source>
        <translation>Отвечает.</translation>
    </message>
    <message>
        <source>The same major version</source>
        <translation>Одинаковая основная версия</translation>
    </message>
    <message>
        <source>%1 has version %2, %3 has version %4.</source>
        <translation>На %1 версия %2, на %3 версия %4.</translation>
    </message>
    <message>
        <source>Copies of one database system</source>
        <translation>Копии одной системы баз данных</translation>
    </message>
    <message>
        <source>Both have the system identifier %1.</source>
        <translation>У обоих идентификатор системы %1.</translation>
    </message>
    <message>
        <source>%1 and %2 hold different database systems: before setup that is right, afterwards the standby must be set up anew.</source>
        <translation>На %1 и %2 разные системы баз данных: до настройки это правильно, после неё резервный нужно настроить заново.</translation>
    </message>
    <message>
        <source>Not looked at: an earlier hop failed.</source>
        <translation>Не проверено: не прошла более ранняя проверка.</translation>
    </message>
    <message>
        <source>The data directory</source>
        <translation>Каталог данных</translation>
    </message>
    <message>
        <source>PostgreSQL %1, %2.</source>
        <translation>PostgreSQL %1, %2.</translation>
    </message>
    <message>
        <source>%1 is missing or empty, or PostgreSQL is not installed on %2: install the package postgresql and make a database cluster.</source>
        <translation>%1 отсутствует или пуст, либо на %2 не установлен PostgreSQL: установите пакет postgresql и создайте кластер базы данных.</translation>
    </message>
    <message>
        <source>%1 holds files that are not PostgreSQL&apos;s: correct data_directory.</source>
        <translation>В %1 лежат файлы не от PostgreSQL: исправьте data_directory.</translation>
    </message>
    <message>
        <source>A session as %1</source>
        <translation>Сеанс от имени %1</translation>
    </message>
    <message>
        <source>%1 is superuser</source>
        <translation>%1 — суперпользователь</translation>
    </message>
    <message>
        <source>It is.</source>
        <translation>Да.</translation>
    </message>
    <message>
        <source>It is not, and stages would be refused half way: run alter role %1 superuser.</source>
        <translation>Нет, и этапы оборвались бы на полпути: выполните alter role %1 superuser.</translation>
    </message>
    <message>
        <source>There is no single primary to crash.</source>
        <translation>Нет единственного основного сервера, который можно обрушить.</translation>
    </message>
    <message>
        <source>kill -9 the server of %1</source>
        <translation>Завершить сервер %1 сигналом kill -9</translation>
    </message>
    <message>
        <source>in asynchronous mode acknowledged writes that %1 has not sent can be lost</source>
        <translation>в асинхронном режиме могут пропасть подтверждённые записи, которые %1 не успел отправить</translation>
    </message>
    <message>
        <source>Replay is paused on %1, so a promotion would wait for ever: run select pg_wal_replay_resume() there first.</source>
        <translation>На %1 приостановлено воспроизведение, и повышение ждало бы вечно: сначала выполните там select pg_wal_replay_resume().</translation>
    </message>
    <message>
        <source>A fresh session to %1 is refused</source>
        <translation>Новый сеанс с %1 отклоняется</translation>
    </message>
    <message>
        <source>%1 answers again (%2): nothing is promoted; look at the pair&apos;s state.</source>
        <translation>%1 снова отвечает (%2): повышения не будет; посмотрите состояние пары.</translation>
    </message>
    <message>
        <source>%1 still answers, so %2 is not promoted.</source>
        <translation>%1 всё ещё отвечает, поэтому %2 не повышается.</translation>
    </message>
    <message>
        <source>%1 receives nothing from %2 any more</source>
        <translation>%1 больше ничего не получает от %2</translation>
    </message>
    <message>
        <source>%1 still receives from %2: only this program is cut off from it, so nothing is promoted.</source>
        <translation>%1 всё ещё получает данные от %2: связь с ним потеряла только эта программа, поэтому повышения не будет.</translation>
    </message>
    <message>
        <source>%1 does not answer, so it cannot be promoted.</source>
        <translation>%1 не отвечает, поэтому повысить его нельзя.</translation>
    </message>
    <message>
        <source>Ask two witnesses</source>
        <translation>Спросить двух свидетелей</translation>
    </message>
    <message>
        <source>There is no single standby that answers, so nobody can be promoted.</source>
        <translation>Нет единственного резервного сервера, который отвечает, повышать некого.</translation>
    </message>
    <message>
        <source>%1 is dead and %2 takes over. What %1 acknowledged but never sent is counted.</source>
        <translation>%1 упал, его роль берёт %2. Подсчитывается, что %1 подтвердил, но не отправил.</translation>
    </message>
    <message>
        <source>The host of %1 does not answer, so %1 cannot be fenced and may still accept writes that would be lost: type %1 to accept that.</source>
        <translation>Хост %1 не отвечает, поэтому изолировать %1 нельзя, и он, возможно, ещё принимает запись, которая пропадёт: чтобы согласиться с этим, введите %1.</translation>
    </message>
    <message>
        <source>Write down on %1 that %2 is not fenced</source>
        <translation>Отметить на %1, что %2 не изолирован</translation>
    </message>
    <message>
        <source>resync clears it</source>
        <translation>снимет ресинхронизация</translation>
    </message>
    <message>
        <source>%1 has replayed all it received</source>
        <translation>%1 воспроизвёл всё полученное</translation>
    </message>
    <message>
        <source>%1 has not replayed what it received: nothing was promoted, nothing it has is lost; wait and run the stage again.</source>
        <translation>%1 не воспроизвёл полученное: повышения не было, ничего из его данных не потеряно; подождите и запустите этап снова.</translation>
    </message>
    <message>
        <source>How many commits of %1 can be lost at most</source>
        <translation>Сколько фиксаций %1 может пропасть самое большее</translation>
    </message>
    <message>
        <source>What %1 has, and what only %2 has</source>
        <translation>Что есть на %1 и что есть только на %2</translation>
    </message>
    <message>
        <source>Count on the disk of %1 what it never sent</source>
        <translation>Подсчитать на диске %1, чего он не отправил</translation>
    </message>
    <message>
        <source>Replay is not paused on %1</source>
        <translation>Воспроизведение на %1 не приостановлено</translation>
    </message>
    <message>
        <source>Replay is paused on %1: run select pg_wal_replay_resume() there first.</source>
        <translation>На %1 приостановлено воспроизведение: сначала выполните там select pg_wal_replay_resume().</translation>
    </message>
    <message>
        <source>%1 does not answer: nothing was changed.</source>
        <translation>%1 не отвечает: ничего не изменено.</translation>
    </message>
    <message>
        <source>%1 streams from %2</source>
        <translation>%1 получает поток от %2</translation>
    </message>
    <message>
        <source>%1 does not stream from %2 (state: %3), so it cannot take over without loss: resync it first.</source>
        <translation>%1 не получает поток от %2 (состояние: %3) и не может взять роль без потерь: сначала ресинхронизируйте его.</translation>
    </message>
    <message>
        <source>The archive of %1 has no backlog</source>
        <translation>В архиве %1 нет очереди</translation>
    </message>
    <message>
        <source>Archiving fails or lags on %1, which would hold its stop for seconds: mend the archive directory first.</source>
        <translation>Архивирование на %1 сбоит или отстаёт и задержало бы остановку на секунды: сначала исправьте каталог архива.</translation>
    </message>
    <message>
        <source>Checkpoints, so that the stop is short</source>
        <translation>Контрольные точки, чтобы остановка была короткой</translation>
    </message>
    <message>
        <source>Checkpoint on %1</source>
        <translation>Контрольная точка на %1</translation>
    </message>
    <message>
        <source>Close the WAL segment of %1</source>
        <translation>Закрыть сегмент WAL на %1</translation>
    </message>
    <message>
        <source>%1 has replayed it</source>
        <translation>%1 воспроизвёл его</translation>
    </message>
    <message>
        <source>%1 is too far behind for a short hand-over: wait until it has caught up.</source>
        <translation>%1 слишком отстал для короткой передачи роли: подождите, пока он догонит.</translation>
    </message>
    <message>
        <source>The closed segment of %1 is archived</source>
        <translation>Закрытый сегмент %1 в архиве</translation>
    </message>
    <message>
        <source>Archiving lags on %1: mend the archive directory first.</source>
        <translation>Архивирование на %1 отстаёт: сначала исправьте каталог архива.</translation>
    </message>
    <message>
        <source>Drop the slots of %1 that nobody uses</source>
        <translation>Удалить на %1 слоты, которыми никто не пользуется</translation>
    </message>
    <message>
        <source>slots are made again at the next hand-over</source>
        <translation>слоты создаст снова следующая передача роли</translation>
    </message>
    <message>
        <source>%1 is no standby</source>
        <translation>%1 больше не резервный</translation>
    </message>
    <message>
        <source>fence it again</source>
        <translation>снова изолировать его</translation>
    </message>
    <message>
        <source>%1 stops in an orderly way, %2 has its last byte and takes over, %1 follows. No acknowledged write is lost, and the certificate proves it.</source>
        <translation>%1 штатно останавливается, %2 получает всё до последнего байта и берёт роль, %1 следует за ним. Ни одна подтверждённая запись не теряется, это доказывает сертификат.</translation>
    </message>
    <message>
        <source>Read E, the last byte that %1 wrote</source>
        <translation>Прочитать E — последний байт, записанный %1</translation>
    </message>
    <message>
        <source>%1 was not stopped in an orderly way, so it is started again: nothing is lost; look at its log.</source>
        <translation>%1 остановлен не штатно, поэтому запускается снова: ничего не потеряно; посмотрите его журнал.</translation>
    </message>
    <message>
        <source>%1 has replayed exactly up to E</source>
        <translation>%1 воспроизвёл ровно до E</translation>
    </message>
    <message>
        <source>%1 has not all that %2 wrote, so %2 is started again and stays primary: nothing is lost.</source>
        <translation>%1 получил не всё, что записал %2, поэтому %2 запускается снова и остаётся основным: ничего не потеряно.</translation>
    </message>
    <message>
        <source>The certificate does not hold: %1 forks at %2, but %3 ended at %4; keep both directories and compare them.</source>
        <translation>Сертификат не выполняется: %1 ответвляется в %2, а %3 закончил на %4; сохраните оба каталога и сравните их.</translation>
    </message>
    <message>
        <source>Stop the server of %1 in an orderly way</source>
        <translation>Штатно остановить сервер %1</translation>
    </message>
    <message>
        <source>start it again</source>
        <translation>запустить его снова</translation>
    </message>
    <message>
        <source>The server of %1 does not stop: look at its log for a session or an archive command that holds it, then run the stage again.</source>
        <translation>Сервер %1 не останавливается: найдите в его журнале сеанс или команду архивирования, которая его держит, затем запустите этап снова.</translation>
    </message>
    <message>
        <source>Start the server of %1</source>
        <translation>Запустить сервер %1</translation>
    </message>
    <message>
        <source>stop it again</source>
        <translation>остановить его снова</translation>
    </message>
    <message>
        <source>The server of %1 does not start: its log says why; mend that and run the stage again.</source>
        <translation>Сервер %1 не запускается: причина в его журнале; устраните её и запустите этап снова.</translation>
    </message>
    <message>
        <source>Fence %1: no process is left, and it cannot come up writable</source>
        <translation>Изолировать %1: процессов не осталось, подняться для записи он не может</translation>
    </message>
    <message>
        <source>lift the fence with the stage resync</source>
        <translation>снять изоляцию этапом resync</translation>
    </message>
    <message>
        <source>%1 could not be fenced, so nobody is promoted: two primaries would be worse than none.</source>
        <translation>%1 не удалось изолировать, поэтому никто не повышается: два основных хуже, чем ни одного.</translation>
    </message>
    <message>
        <source>Lift the fence of %1</source>
        <translation>Снять изоляцию с %1</translation>
    </message>
    <message>
        <source>Keep the WAL that %1 needs: its slot on %2</source>
        <translation>Сохранить WAL, нужный %1: его слот на %2</translation>
    </message>
    <message>
        <source>drop the slot</source>
        <translation>удалить слот</translation>
    </message>
    <message>
        <source>Promote %1</source>
        <translation>Повысить %1</translation>
    </message>
    <message>
        <source>fail back once the other node follows</source>
        <translation>вернуть роль, когда другой узел последует за этим</translation>
    </message>
    <message>
        <source>%1 was asked to become primary but is still in recovery: no other node was touched; look at its log.</source>
        <translation>%1 получил команду стать основным, но всё ещё восстанавливается: другой узел не тронут; посмотрите его журнал.</translation>
    </message>
    <message>
        <source>Read where the new timeline of %1 begins</source>
        <translation>Прочитать, где начинается новая линия времени %1</translation>
    </message>
    <message>
        <source>Checkpoint on %1, so that the other node can be rewound to it</source>
        <translation>Контрольная точка на %1, чтобы другой узел можно было перемотать к нему</translation>
    </message>
    <message>
        <source>The control file of %1 names the new timeline</source>
        <translation>Управляющий файл %1 называет новую линию времени</translation>
    </message>
    <message>
        <source>%1 reads its settings again</source>
        <translation>%1 перечитывает свои настройки</translation>
    </message>
    <message>
        <source>A write is committed on %1</source>
        <translation>Запись на %1 зафиксирована</translation>
    </message>
    <message>
        <source>%1 runs but does not stream from %2: its log says why (a missing WAL segment, a refused login, a forked timeline).</source>
        <translation>%1 работает, но не получает поток от %2: причина в его журнале (нет сегмента WAL, отклонён вход, разошлись линии времени).</translation>
    </message>
    <message>
        <source>Drop slots on %1 that nobody uses any more</source>
        <translation>Удалить на %1 слоты, которыми больше никто не пользуется</translation>
    </message>
    <message>
        <source>Sum up the ledger of %1</source>
        <translation>Вычислить сумму реестра на %1</translation>
    </message>
    <message>
        <source>Write a word of our own on %1</source>
        <translation>Записать на %1 своё слово</translation>
    </message>
    <message>
        <source>The word arrives on %1</source>
        <translation>Слово пришло на %1</translation>
    </message>
    <message>
        <source>%1 refuses a write with 25006</source>
        <translation>%1 отклоняет запись с 25006</translation>
    </message>
    <message>
        <source>%1 should refuse writes but answered &quot;%2&quot;.</source>
        <translation>%1 должен отклонять запись, но ответил «%2».</translation>
    </message>
    <message>
        <source>Fix a moment for comparing both nodes</source>
        <translation>Выбрать момент для сравнения обоих узлов</translation>
    </message>
    <message>
        <source>%1 has replayed up to that moment</source>
        <translation>%1 воспроизвёл до этого момента</translation>
    </message>
    <message>
        <source>The ledgers of %1 and %2 differ at the same position: do not trust %1, resync it.</source>
        <translation>Реестры %1 и %2 на одной позиции различаются: не доверяйте %1, ресинхронизируйте его.</translation>
    </message>
    <message>
        <source>The role %1 is no superuser on %2, which this stage needs: run alter role %1 superuser on the primary.</source>
        <translation>Роль %1 на %2 — не суперпользователь, а этому этапу он нужен: выполните на основном alter role %1 superuser.</translation>
    </message>
    <message>
        <source>Is there room for the copy on %1?</source>
        <translation>Есть ли на %1 место для копии?</translation>
    </message>
    <message>
        <source>The copy needs %1 kB on %2, but %3 kB of that are missing: free disk space first.</source>
        <translation>Копии нужно %1 кБ на %2, не хватает %3 кБ: сначала освободите место на диске.</translation>
    </message>
    <message>
        <source>The free space of %1 cannot be read.</source>
        <translation>Свободное место на %1 не удалось узнать.</translation>
    </message>
    <message>
        <source>Find what the log of %1 says of it</source>
        <translation>Найти, что говорит об этом журнал %1</translation>
    </message>
    <message>
        <source>%1 may read what tells the way</source>
        <translation>%1 может читать то, что определяет способ</translation>
    </message>
    <message>
        <source>The server can write every file of %1</source>
        <translation>Сервер может писать в каждый файл %1</translation>
    </message>
    <message>
        <source>%1 files of %2 cannot be written by the server (the first: %3), and a rewind would die half way: give them back to the server&apos;s user first.</source>
        <translation>На %2 есть файлы, в которые сервер не может писать: %1 (первый: %3); перемотка оборвалась бы на полпути, поэтому сначала верните их пользователю сервера.</translation>
    </message>
    <message>
        <source>The data directory of %1 cannot be read.</source>
        <translation>Каталог данных %1 не удалось прочитать.</translation>
    </message>
    <message>
        <source>Keep what tells of the crash on %1</source>
        <translation>Сохранить свидетельства сбоя на %1</translation>
    </message>
    <message>
        <source>delete the evidence directory</source>
        <translation>удалить каталог свидетельств</translation>
    </message>
    <message>
        <source>Where the WAL of %1 ends</source>
        <translation>Где заканчивается WAL на %1</translation>
    </message>
    <message>
        <source>Compare it with the fork of %1 and choose the way</source>
        <translation>Сравнить с ответвлением %1 и выбрать способ</translation>
    </message>
    <message>
        <source>The control file of %1 names its timeline</source>
        <translation>Управляющий файл %1 называет свою линию времени</translation>
    </message>
    <message>
        <source>Recover %1 in single-user mode, as rewind needs it</source>
        <translation>Восстановить %1 в однопользовательском режиме, как нужно для перемотки</translation>
    </message>
    <message>
        <source>copy %1 anew</source>
        <translation>скопировать %1 заново</translation>
    </message>
    <message>
        <source>Rewind %1 to the fork and over to %2</source>
        <translation>Перемотать %1 к ответвлению и дальше к %2</translation>
    </message>
    <message>
        <source>what only %1 has is discarded; it was counted at the failover</source>
        <translation>то, что есть только на %1, отбрасывается; оно подсчитано при аварийном переключении</translation>
    </message>
    <message>
        <source>Copy %1 to %2, beside what is there, and verify it</source>
        <translation>Скопировать %1 на %2 рядом с тем, что там есть, и проверить копию</translation>
    </message>
    <message>
        <source>delete the copy</source>
        <translation>удалить копию</translation>
    </message>
    <message>
        <source>Put the copy in place on %1 and keep the old directory</source>
        <translation>Поставить копию на место на %1, прежний каталог сохранить</translation>
    </message>
    <message>
        <source>rename the kept directory back</source>
        <translation>переименовать сохранённый каталог обратно</translation>
    </message>
    <message>
        <source>There is no single primary, so there is nothing to resync with.</source>
        <translation>Нет единственного основного сервера, ресинхронизировать не с чем.</translation>
    </message>
    <message>
        <source>%1 holds another database system than %2: only setup may replace it.</source>
        <translation>На %1 другая система баз данных, чем на %2: заменить её может только настройка.</translation>
    </message>
    <message>
        <source>%1 becomes a standby of %2: by following if it has nothing of its own, else by rewind or copy, whichever is quicker by the bytes it moves.</source>
        <translation>%1 становится резервным для %2: следует сразу, если своего у него нет, иначе перемоткой или копией — смотря что быстрее, судя по объёму.</translation>
    </message>
    <message>
        <source>There is no single primary to put the lab&apos;s data on.</source>
        <translation>Нет единственного основного сервера, куда поместить данные лаборатории.</translation>
    </message>
    <message>
        <source>The lab&apos;s tables users and orders with their rows, and the ledger that the clients&apos; writes are counted in.</source>
        <translation>Таблицы лаборатории users и orders со строками и реестр, по которому считаются записи клиентов.</translation>
    </message>
    <message>
        <source>drop the tables</source>
        <translation>удалить таблицы</translation>
    </message>
    <message>
        <source>Make users and orders</source>
        <translation>Создать users и orders</translation>
    </message>
    <message>
        <source>Make the ledger&apos;s table</source>
        <translation>Создать таблицу реестра</translation>
    </message>
    <message>
        <source>Look at the host of %1</source>
        <translation>Осмотреть хост %1</translation>
    </message>
    <message>
        <source>PostgreSQL&apos;s programs were not found on the host of %1: install the package postgresql there.</source>
        <translation>На хосте %1 нет программ PostgreSQL: установите там пакет postgresql.</translation>
    </message>
    <message>
        <source>The profile says PostgreSQL %1 for %2, but version %3 is installed: correct one of the two.</source>
        <translation>По профилю на %2 PostgreSQL %1, а установлена версия %3: исправьте одно из двух.</translation>
    </message>
    <message>
        <source>%1 has PostgreSQL %2 and %3 has %4: a pair needs the same major version.</source>
        <translation>На %1 PostgreSQL %2, на %3 — %4: паре нужна одинаковая основная версия.</translation>
    </message>
    <message>
        <source>Look at the server of %1</source>
        <translation>Осмотреть сервер %1</translation>
    </message>
    <message>
        <source>%1 has %2 tablespaces outside its data directory, which a copy beside it would not carry: move their tables back first.</source>
        <translation>На %1 табличные пространства вне каталога данных (%2), копия рядом их не перенесёт: сначала верните их таблицы.</translation>
    </message>
    <message>
        <source>The server of %1 lets its own OS user not in: start it, and keep Debian&apos;s &quot;local all postgres peer&quot; rule.</source>
        <translation>Сервер %1 не пускает собственного пользователя ОС: запустите сервер и оставьте правило Debian «local all postgres peer».</translation>
    </message>
    <message>
        <source>delete %1</source>
        <translation>удалить %1</translation>
    </message>
    <message>
        <source>Make the archive and log directories of %1</source>
        <translation>Создать каталоги архива и журналов на %1</translation>
    </message>
    <message>
        <source>delete them</source>
        <translation>удалить их</translation>
    </message>
    <message>
        <source>Write the settings of %1</source>
        <translation>Записать настройки %1</translation>
    </message>
    <message>
        <source>Write the role settings of %1</source>
        <translation>Записать настройки роли на %1</translation>
    </message>
    <message>
        <source>Write the access rules of %1</source>
        <translation>Записать правила доступа на %1</translation>
    </message>
    <message>
        <source>put pg_hba.conf.before back</source>
        <translation>вернуть pg_hba.conf.before</translation>
    </message>
    <message>
        <source>Give %1 the passwords for its peer</source>
        <translation>Дать %1 пароли для другого узла</translation>
    </message>
    <message>
        <source>delete the passfile</source>
        <translation>удалить файл паролей</translation>
    </message>
    <message>
        <source>drop it</source>
        <translation>удалить её</translation>
    </message>
    <message>
        <source>Make the role %1</source>
        <translation>Создать роль %1</translation>
    </message>
    <message>
        <source>Make the database %1</source>
        <translation>Создать базу данных %1</translation>
    </message>
    <message>
        <source>Give the roles their powers</source>
        <translation>Дать ролям их права</translation>
    </message>
    <message>
        <source>revoke them</source>
        <translation>отозвать их</translation>
    </message>
    <message>
        <source>Make the table for our own proofs</source>
        <translation>Создать таблицу для наших проверок</translation>
    </message>
    <message>
        <source>drop the schema pgtandem</source>
        <translation>удалить схему pgtandem</translation>
    </message>
    <message>
        <source>The settings of %1 are in force</source>
        <translation>Настройки %1 действуют</translation>
    </message>
    <message>
        <source>%1 reads its settings and rules</source>
        <translation>%1 перечитывает настройки и правила</translation>
    </message>
    <message>
        <source>%1 does not accept its settings (%2): mend them first.</source>
        <translation>%1 не принимает свои настройки (%2): сначала исправьте их.</translation>
    </message>
    <message>
        <source>%1 does not accept its access rules (%2): mend them first.</source>
        <translation>%1 не принимает свои правила доступа (%2): сначала исправьте их.</translation>
    </message>
    <message>
        <source>Does %1 need a restart for them?</source>
        <translation>Нужен ли для этого перезапуск %1?</translation>
    </message>
    <message>
        <source>%1 reaches %2</source>
        <translation>%1 достигает %2</translation>
    </message>
    <message>
        <source>%1 cannot reach %2 on port %3: open the way between the nodes.</source>
        <translation>%1 не достигает %2 по порту %3: откройте путь между узлами.</translation>
    </message>
    <message>
        <source>Write down on %1 that it belongs to this pair</source>
        <translation>Отметить на %1, что он принадлежит этой паре</translation>
    </message>
    <message>
        <source>delete the record</source>
        <translation>удалить служебную запись</translation>
    </message>
    <message>
        <source>The settings of %1 lie inside its data directory, where a rewind or a copy would overwrite them: move them out and name the place as config_directory.</source>
        <translation>Настройки %1 лежат в его каталоге данных, перемотка или копия их затёрла бы: вынесите их и укажите место в config_directory.</translation>
    </message>
    <message>
        <source>%1 becomes the primary and %2 its hot standby.</source>
        <translation>%1 становится основным, %2 — его горячим резервом.</translation>
    </message>
    <message>
        <source>The data directory of %1 holds files that are not PostgreSQL&apos;s: name another directory in the profile.</source>
        <translation>В каталоге данных %1 лежат файлы не от PostgreSQL: укажите в профиле другой каталог.</translation>
    </message>
    <message>
        <source>The databases that are now on %1 are set aside (their directory is kept) and replaced by a copy of %2: type %1 to go on.</source>
        <translation>Базы данных, которые сейчас на %1, откладываются (их каталог сохраняется) и заменяются копией %2: чтобы продолжить, введите %1.</translation>
    </message>
    <message>
        <source>There is no such stage.</source>
        <translation>Такого этапа нет.</translation>
    </message>
    <message>
        <source>There is no single primary, so there is nothing to compare with.</source>
        <translation>Нет единственного основного сервера, сравнивать не с чем.</translation>
    </message>
    <message>
        <source>Proves that %1 accepts writes, that %2 has them and refuses its own.</source>
        <translation>Доказывает, что %1 принимает запись, а %2 её получает и свою отклоняет.</translation>
    </message>
    <message>
        <source>Who is connected to %1</source>
        <translation>Кто подключён к %1</translation>
    </message>
    <message>
        <source>pg_stat_replication of %1 shows %2</source>
        <translation>pg_stat_replication на %1 показывает %2</translation>
    </message>
    <message>
        <source>%1 does not stream from %2 (state: %3): resync it.</source>
        <translation>%1 не получает поток от %2 (состояние: %3): ресинхронизируйте его.</translation>
    </message>
    <message>
        <source>%1 receives</source>
        <translation>%1 получает</translation>
    </message>
    <message>
        <source>Replay is paused on %1: resume it with pg_wal_replay_resume().</source>
        <translation>На %1 приостановлено воспроизведение: возобновите его через pg_wal_replay_resume().</translation>
    </message>
    <message>
        <source>Sessions</source>
        <translation>Сеансы</translation>
    </message>
    <message>
        <source>Rows of users and orders on %1</source>
        <translation>Строки users и orders на %1</translation>
    </message>
    <message>
        <source>The users of %1 and %2 differ at the same moment.</source>
        <translation>Таблицы users на %1 и %2 в один и тот же момент различаются.</translation>
    </message>
    <message>
        <source>Proves that %1 accepts writes; %2 does not follow and is left alone.</source>
        <translation>Доказывает, что %1 принимает запись; %2 за ним не следует и не затрагивается.</translation>
    </message>
    <message>
        <source>There is no single primary whose writes could wait for a standby.</source>
        <translation>Нет единственного основного сервера, чьи записи могли бы ждать резервного.</translation>
    </message>
    <message>
        <source>Every commit on %1 waits until %2 has it on disk: a crash then loses nothing, and writes wait while %2 is away.</source>
        <translation>Каждая фиксация на %1 ждёт, пока она не окажется на диске %2: сбой тогда ничего не теряет, но пока %2 нет на связи, запись ждёт.</translation>
    </message>
    <message>
        <source>There is no single primary whose writes could be freed.</source>
        <translation>Нет единственного основного сервера, чью запись можно освободить от ожидания.</translation>
    </message>
    <message>
        <source>Commits on %1 wait for nobody; those that wait now go on. A crash can lose what was not sent yet.</source>
        <translation>Фиксации на %1 никого не ждут; те, что ждут сейчас, продолжаются. При сбое может пропасть то, что ещё не отправлено.</translation>
    </message>
    <message>
        <source>choose the other mode again</source>
        <translation>снова выбрать другой режим</translation>
    </message>
    <message>
        <source>No write on %1 waits for a standby</source>
        <translation>Ни одна запись на %1 не ждёт резервного</translation>
    </message>
    <message>
        <source>Writes on %1 wait for nobody again</source>
        <translation>Записи на %1 снова никого не ждут</translation>
    </message>
    <message>
        <source>%1 does not stream from %2 (state: %3), and writes that wait for it would hang: bring it back first.</source>
        <translation>%1 не получает поток от %2 (состояние: %3), и записи, которые его ждут, зависли бы: сначала верните его.</translation>
    </message>
    <message>
        <source>Where %1 writes now</source>
        <translation>Где сейчас пишет %1</translation>
    </message>
    <message>
        <source>%1 has caught up</source>
        <translation>%1 догнал</translation>
    </message>
    <message>
        <source>%1 is too far behind to wait for: try again once it has caught up.</source>
        <translation>%1 слишком отстал, чтобы его ждать: попробуйте снова, когда он догонит.</translation>
    </message>
    <message>
        <source>Every write on %1 waits for %2</source>
        <translation>Каждая запись на %1 ждёт %2</translation>
    </message>
    <message>
        <source>%1 counts as synchronous</source>
        <translation>%1 считается синхронным</translation>
    </message>
    <message>
        <source>%1 did not become synchronous, so writes on %2 wait for nobody again.</source>
        <translation>%1 не стал синхронным, поэтому записи на %2 снова никого не ждут.</translation>
    </message>
    <message>
        <source>A write on %1 is confirmed by %2</source>
        <translation>Запись на %1 подтверждена %2</translation>
    </message>
    <message>
        <source>A write that waits for %1 did not come back, so writes on %2 wait for nobody again.</source>
        <translation>Запись, которая ждёт %1, не вернулась, поэтому записи на %2 снова никого не ждут.</translation>
    </message>
    <message>
        <source>%1 will wait for nobody should it become primary</source>
        <translation>Если %1 станет основным, он никого не будет ждать</translation>
    </message>
    <message>
        <source>A procedure on %1 that times commits</source>
        <translation>Процедура на %1, которая измеряет фиксации</translation>
    </message>
    <message>
        <source>drop the procedure pgtandem.commit_latency</source>
        <translation>удалить процедуру pgtandem.commit_latency</translation>
    </message>
    <message>
        <source>How long a commit on %1 takes</source>
        <translation>Сколько длится фиксация на %1</translation>
    </message>
    <message>
        <source>A write on %1 does not come back, so its commits could not be timed: run the stage again.</source>
        <translation>Запись на %1 не возвращается, поэтому измерить фиксации не удалось: запустите этап ещё раз.</translation>
    </message>
    <message>
        <source>Only beside a primary and its standby is anything deleted.</source>
        <translation>Удаление возможно только при основном сервере и его резервном.</translation>
    </message>
    <message>
        <source>Beside the data of %1 and %2 lies nothing that earlier stages kept.</source>
        <translation>Рядом с данными %1 и %2 нет ничего, что сохранили прежние этапы.</translation>
    </message>
    <message>
        <source>Beside the data of %1 and %2 lies nothing called %3.</source>
        <translation>Рядом с данными %1 и %2 нет ничего под именем %3.</translation>
    </message>
    <message>
        <source>Deletes what earlier stages kept on %1, once both nodes are proven equal; the evidence of crashes stays.</source>
        <translation>Удаляет то, что прежние этапы сохранили на %1, после доказательства равенства обоих узлов; свидетельства аварий остаются.</translation>
    </message>
    <message>
        <source>Deletes what earlier stages kept on %1, once both nodes are proven equal; the evidence of crashes stays, and %2 is the next run&apos;s.</source>
        <translation>Удаляет то, что прежние этапы сохранили на %1, после доказательства равенства обоих узлов; свидетельства аварий остаются, а %2 — дело следующего запуска.</translation>
    </message>
    <message>
        <source>Deleted for good on %1: %2. What only they hold (rows that a failover lost) is gone with them: type %1 to go on.</source>
        <translation>На %1 безвозвратно удаляется: %2. Вместе с этим пропадёт то, что есть только там (строки, потерянные при переключении): чтобы продолжить, введите %1.</translation>
    </message>
    <message>
        <source>Which database system the pair has</source>
        <translation>Узнать идентификатор системы баз данных пары</translation>
    </message>
    <message>
        <source>What was kept on %1, its size and age, and what may go</source>
        <translation>Что сохранено на %1, его размер и возраст и что можно удалить</translation>
    </message>
    <message>
        <source>Nothing on %1 may be deleted: %2</source>
        <translation>На %1 ничего нельзя удалить: %2</translation>
    </message>
    <message>
        <source>What lies beside the data of %1 cannot be read.</source>
        <translation>То, что лежит рядом с данными %1, не читается.</translation>
    </message>
    <message>
        <source>Delete it on %1</source>
        <translation>Удалить это на %1</translation>
    </message>
    <message>
        <source>the directories are deleted for good</source>
        <translation>каталоги удаляются безвозвратно</translation>
    </message>
    <message>
        <source>Remove the copy on %1 that was not finished</source>
        <translation>Удалить на %1 незаконченную копию</translation>
    </message>
    <message>
        <source>the next run copies anew</source>
        <translation>следующий запуск скопирует заново</translation>
    </message>
    <message>
        <source>Cancelled: the data directory of %1 was not touched, and the copy beside it that was not finished is removed.</source>
        <translation>Отменено: каталог данных %1 не тронут, а незаконченная копия рядом с ним удаляется.</translation>
    </message>
    <message>
        <source>Where the log of %1 ends now</source>
        <translation>Где сейчас кончается журнал %1</translation>
    </message>
    <message>
        <source>Find the line of %1&apos;s log that tells of it</source>
        <translation>Найти в журнале %1 строку, которая об этом говорит</translation>
    </message>
    <message>
        <source>restore starts the server again while nobody took its place; else fail over and resync it</source>
        <translation>пока место сервера никто не занял, его снова запустит restore; иначе — переключение и ресинхронизация</translation>
    </message>
    <message>
        <source>kill -9 the postmaster of %1 alone</source>
        <translation>Завершить kill -9 только postmaster на %1</translation>
    </message>
    <message>
        <source>Choose a client session of %1</source>
        <translation>Выбрать клиентский сеанс на %1</translation>
    </message>
    <message>
        <source>kill -9 that session&apos;s process on %1</source>
        <translation>Завершить kill -9 процесс этого сеанса на %1</translation>
    </message>
    <message>
        <source>the server restarts itself</source>
        <translation>сервер перезапускается сам</translation>
    </message>
    <message>
        <source>all sessions of %1 are ended and what they had not committed is rolled back</source>
        <translation>все сеансы %1 обрываются, а незафиксированное откатывается</translation>
    </message>
    <message>
        <source>%1 has restarted itself and accepts writes</source>
        <translation>%1 перезапустился сам и принимает запись</translation>
    </message>
    <message>
        <source>%1 did not restart itself: look at its log and at restart_after_crash, then look at the pair&apos;s state.</source>
        <translation>%1 не перезапустился сам: посмотрите его журнал и параметр restart_after_crash, затем состояние пары.</translation>
    </message>
    <message>
        <source>Stop the server of %1 immediately</source>
        <translation>Немедленно остановить сервер %1</translation>
    </message>
    <message>
        <source>Stop every process of %1 where it is</source>
        <translation>Остановить каждый процесс %1 на месте</translation>
    </message>
    <message>
        <source>restore wakes the processes</source>
        <translation>процессы разбудит restore</translation>
    </message>
    <message>
        <source>Stop the WAL receiver of %1 where it is</source>
        <translation>Остановить приёмник WAL на %1 на месте</translation>
    </message>
    <message>
        <source>restore wakes the receiver</source>
        <translation>приёмник разбудит restore</translation>
    </message>
    <message>
        <source>The data directory of %1 can be moved aside</source>
        <translation>Каталог данных %1 можно отодвинуть в сторону</translation>
    </message>
    <message>
        <source>The data directory of %1 cannot be moved aside: %2.</source>
        <translation>Каталог данных %1 нельзя отодвинуть в сторону: %2.</translation>
    </message>
    <message>
        <source>kill -9 the server of %1 and move its data directory aside</source>
        <translation>Завершить сервер %1 kill -9 и отодвинуть его каталог данных в сторону</translation>
    </message>
    <message>
        <source>restore moves the directory back while nobody took its place</source>
        <translation>пока место сервера никто не занял, каталог вернёт restore</translation>
    </message>
    <message>
        <source>The profile is marked as production, and %1 serves clients that will notice: type %1 to go on.</source>
        <translation>Профиль помечен как рабочий (production), и %1 обслуживает клиентов, которые это заметят: чтобы продолжить, введите %1.</translation>
    </message>
    <message>
        <source>The database of %1 is stopped hard and taken out of its place: type %1 to go on.</source>
        <translation>База данных %1 будет остановлена жёстко и убрана со своего места: чтобы продолжить, введите %1.</translation>
    </message>
    <message>
        <source>kill -9 of every server process of %1, as a program error would end them: %1 is down and %2 can take over.</source>
        <translation>kill -9 каждому процессу сервера %1, как при ошибке программы: %1 не работает, и его может заменить %2.</translation>
    </message>
    <message>
        <source>kill -9 of the postmaster of %1 alone: sessions that it left behind may acknowledge writes for a moment more, so a fence must end them before %2 takes over.</source>
        <translation>kill -9 только postmaster на %1: оставшиеся сеансы могут ещё мгновение подтверждать запись, поэтому до замены на %2 их должна завершить изоляция.</translation>
    </message>
    <message>
        <source>kill -9 of one client session of %1: the server ends all sessions and restarts itself within seconds, so %2 must not take over.</source>
        <translation>kill -9 одному клиентскому сеансу %1: сервер обрывает все сеансы и за секунды перезапускается сам, поэтому %2 не должен его заменять.</translation>
    </message>
    <message>
        <source>An immediate stop of %1, as a power cut would end it: %1 is down without having tidied up and %2 can take over.</source>
        <translation>Немедленная остановка %1, как при отключении питания: %1 не работает, ничего не закончив, и его может заменить %2.</translation>
    </message>
    <message>
        <source>Every server process of %1 is stopped where it is: clients of %1 hang without an error, and it can wake up at any time.</source>
        <translation>Каждый процесс сервера %1 останавливается на месте: клиенты %1 зависают без ошибки, а очнуться он может в любой момент.</translation>
    </message>
    <message>
        <source>The WAL receiver of %2 is stopped where it is, nothing else: what %1 acknowledges from then on is surely lost if it crashes; in synchronous mode its commits hang.</source>
        <translation>Останавливается на месте только приёмник WAL на %2: всё, что %1 подтвердит после этого, при его аварии наверняка пропадёт; в синхронном режиме его фиксации зависнут.</translation>
    </message>
    <message>
        <source>A hard stop of %1, then its data directory is moved aside, as after a lost mount: %1 cannot be started before it is moved back, and %2 can take over.</source>
        <translation>Жёсткая остановка %1, затем его каталог данных отодвигается в сторону, как при потере тома: до возврата каталога %1 не запустить, и его может заменить %2.</translation>
    </message>
    <message>
        <source>The WAL receiver of %1 is stopped already: a restore wakes it.</source>
        <translation>Приёмник WAL на %1 уже остановлен: его разбудит восстановление (restore).</translation>
    </message>
    <message>
        <source>The WAL receiver of %1 is stopped, so the pair would not come back by itself: restore it first.</source>
        <translation>Приёмник WAL на %1 остановлен, и сама пара не вернулась бы: сначала восстановите её (restore).</translation>
    </message>
    <message>
        <source>The host of %1 does not answer, so its WAL receiver cannot be stopped.</source>
        <translation>Хост %1 не отвечает, поэтому его приёмник WAL остановить нельзя.</translation>
    </message>
    <message>
        <source>A directory that was moved aside lies beside the data of %1 already (%2): clean it up first.</source>
        <translation>Рядом с данными %1 уже лежит отодвинутый каталог (%2): сначала уберите его (clean).</translation>
    </message>
    <message>
        <source>The host of %1 does not answer, so nothing can be crashed there.</source>
        <translation>Хост %1 не отвечает, поэтому аварию там не устроить.</translation>
    </message>
    <message>
        <source>Wake the WAL receiver of %1</source>
        <translation>Разбудить приёмник WAL на %1</translation>
    </message>
    <message>
        <source>stop it again with the crash variant wal-link</source>
        <translation>снова остановить его вариантом аварии wal-link</translation>
    </message>
    <message>
        <source>Follow: it has nothing of its own, so no byte is copied.</source>
        <translation>Следование: ничего своего у него нет, поэтому не копируется ни байта.</translation>
    </message>
    <message>
        <source>Copy of %2: its directory cannot tell its past.</source>
        <translation>Копия, %2: каталог не может рассказать о своём прошлом.</translation>
    </message>
    <message>
        <source>Copy of %2: a rewind of its directory was never finished.</source>
        <translation>Копия, %2: перемотка каталога осталась незаконченной.</translation>
    </message>
    <message>
        <source>Copy of %2: its own WAL cannot be read.</source>
        <translation>Копия, %2: собственный WAL узла не читается.</translation>
    </message>
    <message>
        <source>Copy of %2: the WAL that it would need is gone.</source>
        <translation>Копия, %2: нужного узлу WAL уже нет.</translation>
    </message>
    <message>
        <source>Rewind: %1 of WAL and changed blocks instead of a copy of %2.</source>
        <translation>Перемотка: %1 WAL и изменённых блоков вместо копии в %2.</translation>
    </message>
    <message>
        <source>Copy: %2 instead of a rewind that moves %1 of WAL and changed blocks.</source>
        <translation>Копия: %2 вместо перемотки, для которой нужно перенести %1 WAL и изменённых блоков.</translation>
    </message>
    <message>
        <source>%1, as was asked for (a rewind moves %2, a copy %3).</source>
        <translation>%1, как и было задано (перемотка переносит %2, копия — %3).</translation>
    </message>
    <message>
        <source>%1 kB</source>
        <translation>%1 кБ</translation>
    </message>
    <message>
        <source>%1 MB</source>
        <translation>%1 МБ</translation>
    </message>
    <message>
        <source>%1 GB</source>
        <translation>%1 ГБ</translation>
    </message>
    <message>
        <source>The log of %1 says: %2</source>
        <translation>В журнале %1: %2</translation>
    </message>
    <message>
        <source>The log of %1 has no line that tells of it yet.</source>
        <translation>В журнале %1 пока нет строки, которая об этом говорит.</translation>
    </message>
    <message>
        <source>%1 restarted itself and was back after %2 ms.</source>
        <translation>%1 перезапустился сам и вернулся через %2 мс.</translation>
    </message>
    <message>
        <source>%1 were freed on %2.</source>
        <translation>Освобождено %1 на %2.</translation>
    </message>
    <message>
        <source>On %1 stays: %2</source>
        <translation>На %1 остаётся: %2</translation>
    </message>
    <message>
        <source>%1 took the place of %2 meanwhile, and two primaries would be worse than none: bring %2 back with a resync.</source>
        <translation>%1 тем временем занял место %2, а два основных хуже, чем ни одного: верните %2 ресинхронизацией.</translation>
    </message>
    <message>
        <source>%1 is a standby still and nobody promoted it</source>
        <translation>%1 всё ещё резервный, его никто не повысил</translation>
    </message>
    <message>
        <source>%1 does not answer, so it may have taken the place of %2: nothing is started.</source>
        <translation>%1 не отвечает и мог занять место %2: ничего не запускается.</translation>
    </message>
    <message>
        <source>Move the data directory of %1 back to its place</source>
        <translation>Вернуть каталог данных %1 на место</translation>
    </message>
    <message>
        <source>move it aside again with the crash variant move-data</source>
        <translation>снова отодвинуть его вариантом аварии move-data</translation>
    </message>
    <message>
        <source>The directory %2 of %1 cannot be moved back: its details say why.</source>
        <translation>Каталог %2 узла %1 нельзя вернуть на место: причина — в подробностях.</translation>
    </message>
    <message>
        <source>End what outlived the postmaster of %1 and holds its shared memory</source>
        <translation>Завершить то, что пережило postmaster на %1 и держит его разделяемую память</translation>
    </message>
    <message>
        <source>nothing to take back: what they acknowledged is kept</source>
        <translation>возвращать нечего: подтверждённое ими сохранено</translation>
    </message>
    <message>
        <source>Wake every server process of %1</source>
        <translation>Разбудить каждый процесс сервера %1</translation>
    </message>
    <message>
        <source>stop them again with the crash variant freeze</source>
        <translation>снова остановить их вариантом аварии freeze</translation>
    </message>
    <message>
        <source>%1 answers again</source>
        <translation>%1 снова отвечает</translation>
    </message>
    <message>
        <source>%1 does not answer: look at its log.</source>
        <translation>%1 не отвечает: посмотрите его журнал.</translation>
    </message>
    <message>
        <source>%1 would come up read-only, because a fence or a hand-over marked it as a standby: promote %2.</source>
        <translation>%1 поднялся бы только для чтения, потому что изоляция или передача роли пометила его как резервный: повысьте %2.</translation>
    </message>
    <message>
        <source>%1 has no directory that was moved aside.</source>
        <translation>На %1 нет каталога, отодвинутого в сторону.</translation>
    </message>
    <message>
        <source>No server answers by which the other one could be judged.</source>
        <translation>Не отвечает ни один сервер, по которому можно было бы судить о другом.</translation>
    </message>
    <message>
        <source>%1 cannot come back by the way that was asked for (%2): run the resync with the method auto or clone.</source>
        <translation>%1 не может вернуться заданным способом (%2): запустите ресинхронизацию со способом auto или clone.</translation>
    </message>
    <message>
        <source>%1 cannot come up writable</source>
        <translation>%1 не может подняться с доступом на запись</translation>
    </message>
    <message>
        <source>the next resync goes on</source>
        <translation>следующая ресинхронизация продолжит</translation>
    </message>
    <message>
        <source>Cancelled: %1 is fenced and was recovered in part, which the next resync ends.</source>
        <translation>Отменено: %1 изолирован и восстановлен лишь частично, следующая ресинхронизация это закончит.</translation>
    </message>
    <message>
        <source>Cancelled: the rewind of %1 is unfinished and its directory must not be started; the next resync copies it anew.</source>
        <translation>Отменено: перемотка %1 не закончена, и его каталог нельзя запускать; следующая ресинхронизация скопирует его заново.</translation>
    </message>
    <message>
        <source>%1 becomes a standby of %2 by following, as was asked for: only if it has nothing of its own.</source>
        <translation>%1 становится резервным для %2, следуя за ним, как и было задано: только если у него нет ничего своего.</translation>
    </message>
    <message>
        <source>%1 becomes a standby of %2 by a rewind, as was asked for; should that fail, by a copy.</source>
        <translation>%1 становится резервным для %2 перемоткой, как и было задано; если она не удастся — копией.</translation>
    </message>
    <message>
        <source>%1 becomes a standby of %2 by a full copy, as was asked for.</source>
        <translation>%1 становится резервным для %2 полной копией, как и было задано.</translation>
    </message>
    <message>
        <source>The host of %1 answers: it is fenced before %2 is promoted, and what it never sent is counted on its disk.</source>
        <translation>Хост %1 отвечает: узел будет изолирован до повышения %2, а неотправленное — посчитано на его диске.</translation>
    </message>
    <message>
        <source>The host of %1 does not answer: %2 is promoted without a fence, and that %1 is not fenced is written down on %2.</source>
        <translation>Хост %1 не отвечает: %2 повышается без изоляции, и на %2 отмечается, что %1 не изолирован.</translation>
    </message>
    <message>
        <source>%1 has no database cluster that could be brought back.</source>
        <translation>На %1 нет кластера баз данных, который можно было бы вернуть.</translation>
    </message>
    <message>
        <source>%1 is on the timeline of %2 already; only a missing WAL segment would make it a copy.</source>
        <translation>%1 уже на линии времени %2; копирование понадобится, только если не хватает сегмента WAL.</translation>
    </message>
    <message>
        <source>The pair is synchronous: at the end writes wait for the standby.</source>
        <translation>Пара синхронная: в конце запись ждёт резервного.</translation>
    </message>
    <message>
        <source>The pair is asynchronous: no write will wait for the standby.</source>
        <translation>Пара асинхронная: запись не будет ждать резервного.</translation>
    </message>
    <message>
        <source>This way of bringing %1 back was asked for.</source>
        <translation>Этот способ вернуть %1 задан явно.</translation>
    </message>
    <message>
        <source>Give %1 the root certificate of its peer</source>
        <translation>Дать %1 корневой сертификат другого узла</translation>
    </message>
    <message>
        <source>The root certificate %1 that the profile names was not read.</source>
        <translation>Корневой сертификат %1, указанный в профиле, не был прочитан.</translation>
    </message>
    <message>
        <source>%1 is fenced, because %2 was to take its place: promote %2.</source>
        <translation>%1 изолирован, потому что его место должен был занять %2: повысьте %2.</translation>
    </message>
    <message>
        <source>There is none: %1</source>
        <translation>Её нет: %1</translation>
    </message>
    <message>
        <source>Look at the host of %1: packages, room, sudo</source>
        <translation>Осмотреть хост %1: пакеты, место, sudo</translation>
    </message>
    <message>
        <source>%1 has no apt-get: install PostgreSQL %2 there by its own means, then run the setup.</source>
        <translation>На %1 нет apt-get: установите там PostgreSQL %2 его собственными средствами и запустите setup.</translation>
    </message>
    <message>
        <source>The profile says PostgreSQL %1 for %2, but its package sources offer %3: change the version in the profile, or give %2 a source that has it.</source>
        <translation>В профиле для %2 указан PostgreSQL %1, а его источники пакетов предлагают %3: измените версию в профиле или подключите на %2 источник, где она есть.</translation>
    </message>
    <message>
        <source>%1 has less than 1 GB free in /var/lib: make room first.</source>
        <translation>На %1 в /var/lib свободно меньше 1 ГБ: сначала освободите место.</translation>
    </message>
    <message>
        <source>The host of %1 cannot be looked at as root: let its login use sudo.</source>
        <translation>Хост %1 нельзя осмотреть от имени root: разрешите его пользователю sudo.</translation>
    </message>
    <message>
        <source>%1 does not reach %2 at %3, port %4: open the way between the nodes.</source>
        <translation>%1 не достигает %2 по адресу %3, порт %4: откройте путь между узлами.</translation>
    </message>
    <message>
        <source>The host of %1 cannot be asked.</source>
        <translation>Хост %1 нельзя опросить.</translation>
    </message>
    <message>
        <source>Install PostgreSQL %1 on %2</source>
        <translation>Установить PostgreSQL %1 на %2</translation>
    </message>
    <message>
        <source>remove the package</source>
        <translation>удалить пакет</translation>
    </message>
    <message>
        <source>PostgreSQL %1 cannot be installed on %2: the details say what apt-get missed.</source>
        <translation>PostgreSQL %1 не удаётся установить на %2: чего не хватило apt-get, сказано в подробностях.</translation>
    </message>
    <message>
        <source>Make the database cluster %1 of %2</source>
        <translation>Создать кластер баз %1 на %2</translation>
    </message>
    <message>
        <source>drop it with pg_dropcluster</source>
        <translation>удалить его командой pg_dropcluster</translation>
    </message>
    <message>
        <source>Make an SSH key pair for the login on %1</source>
        <translation>Создать пару ключей SSH для пользователя на %1</translation>
    </message>
    <message>
        <source>delete ~/.ssh/id_ed25519</source>
        <translation>удалить ~/.ssh/id_ed25519</translation>
    </message>
    <message>
        <source>Read the public keys of %1</source>
        <translation>Прочитать открытые ключи %1</translation>
    </message>
    <message>
        <source>%1 knows the keys of %2</source>
        <translation>%1 знает ключи %2</translation>
    </message>
    <message>
        <source>delete its lines from ~/.ssh/authorized_keys and known_hosts</source>
        <translation>удалить его строки из ~/.ssh/authorized_keys и known_hosts</translation>
    </message>
    <message>
        <source>The clocks of %1 and %2 are %3 ms apart: set them, for example with timedatectl set-ntp true.</source>
        <translation>Часы %1 и %2 расходятся на %3 мс: установите их, например командой timedatectl set-ntp true.</translation>
    </message>
    <message>
        <source>%1 logs in on %2, and their clocks agree</source>
        <translation>%1 входит на %2, и их часы сходятся</translation>
    </message>
    <message>
        <source>%1 cannot log in on %2 with its key: look at the log of the sshd of %2.</source>
        <translation>%1 не может войти на %2 со своим ключом: посмотрите журнал sshd на %2.</translation>
    </message>
    <message>
        <source>%1 is no Debian host over SSH: there is nothing to prepare, run the setup.</source>
        <translation>%1 — не хост с Debian, доступный по SSH: готовить нечего, запустите setup.</translation>
    </message>
    <message>
        <source>%1 and %2 get PostgreSQL %3, each other&apos;s keys and a cluster each; what is there already is left alone.</source>
        <translation>%1 и %2 получат PostgreSQL %3, ключи друг друга и по кластеру; что уже есть, останется как есть.</translation>
    </message>
    <message>
        <source>%1 has %2 and %3 has %4: they sort text differently, and an index of one would be wrong on the other. Use one release of the system on both.</source>
        <translation>На %1 стоит %2, на %3 — %4: они сортируют текст по-разному, и индекс одного был бы неверен на другом. Поставьте на оба один выпуск системы.</translation>
    </message>
    <message>
        <source>Install PostgreSQL</source>
        <translation>Установить PostgreSQL</translation>
    </message>
    <message>
        <source>%1 lacks the programs %2: run the stage prepare, or install the package postgresql there.</source>
        <translation>На %1 нет программ %2: запустите этап prepare или установите там пакет postgresql.</translation>
    </message>
    <message>
        <source>%1 would not read our settings: add the line include_dir = &apos;conf.d&apos; to %2/postgresql.conf.</source>
        <translation>%1 не прочитал бы наши настройки: добавьте строку include_dir = &apos;conf.d&apos; в %2/postgresql.conf.</translation>
    </message>
    <message>
        <source>Write down on %1 that %2 is fenced now</source>
        <translation>Отметить на %1, что %2 теперь изолирован</translation>
    </message>
    <message>
        <source>nothing to take back: it is fenced</source>
        <translation>отменять нечего: он изолирован</translation>
    </message>
    <message>
        <source>The way to its server through SSH</source>
        <translation>Путь к его серверу через SSH</translation>
    </message>
    <message>
        <source>SSH leads to 127.0.0.1:%1 there.</source>
        <translation>SSH ведёт там к 127.0.0.1:%1.</translation>
    </message>
    <message>
        <source>pkill -9 postgres on %1</source>
        <translation>pkill -9 postgres на %1</translation>
    </message>
    <message>
        <source>No other PostgreSQL server runs on the host of %1</source>
        <translation>На хосте %1 не работает другой сервер PostgreSQL</translation>
    </message>
    <message>
        <source>pkill would end servers that are not this pair&apos;s: the host of %1 runs %2 more. Choose the variant all.</source>
        <translation>pkill завершил бы и серверы, не входящие в эту пару: на хосте %1 их работает ещё %2. Выберите вариант all.</translation>
    </message>
    <message>
        <source>The host of %1 cannot be asked what runs on it.</source>
        <translation>Хост %1 нельзя спросить, что на нём работает.</translation>
    </message>
    <message>
        <source>a person switches the host on again</source>
        <translation>человек снова включает хост</translation>
    </message>
    <message>
        <source>the host itself undoes it after two minutes</source>
        <translation>через две минуты хост сам отменяет это</translation>
    </message>
    <message>
        <source>The host of %1 is switched off, and only a person there can switch it on again: type %1 to go on.</source>
        <translation>Хост %1 будет выключен, и снова включить его сможет только человек на месте: чтобы продолжить, введите %1.</translation>
    </message>
    <message>
        <source>pkill -9 postgres on the host of %1, as root and by the name alone: %1 is down and %2 can take over. Only where the host runs no other server.</source>
        <translation>pkill -9 postgres на хосте %1, от root и только по имени: %1 не работает, и его может заменить %2. Только там, где на хосте нет другого сервера.</translation>
    </message>
    <message>
        <source>The host of %1 is switched off at once, without stopping anything: %2 can take over once it is typed that %1 is not fenced. A person must switch the host on again; its server then starts by itself.</source>
        <translation>Хост %1 выключается сразу, ничего не останавливая: %2 может его заменить, когда введено подтверждение, что %1 не изолирован. Снова включить хост должен человек; его сервер затем запустится сам.</translation>
    </message>
    <message>
        <source>The network of %1&apos;s host is off for two minutes and comes back by itself: %1 lives on unseen, so %2 takes over only when that is typed, and then both accept writes once the network is back.</source>
        <translation>Сеть хоста %1 отключается на две минуты и возвращается сама: %1 работает дальше невидимым, поэтому %2 заменит его только после введённого подтверждения, и тогда, когда сеть вернётся, запись будут принимать оба.</translation>
    </message>
    <message>
        <source>%1 runs on this machine, and nothing is done to that: this variant is for hosts that are reached over SSH.</source>
        <translation>%1 работает на этой машине, а с ней ничего не делается: этот вариант — для хостов, доступных по SSH.</translation>
    </message>
    <message>
        <source>%1 and %2 run on one host, so it would hit both.</source>
        <translation>%1 и %2 работают на одном хосте, поэтому задело бы оба.</translation>
    </message>
    <message>
        <source>%1 does not reach the host of %2 any more</source>
        <translation>%1 больше не достигает хоста %2</translation>
    </message>
    <message>
        <source>The host of %1 still answers %2: look at it.</source>
        <translation>Хост %1 всё ещё отвечает %2: посмотрите на него.</translation>
    </message>
    <message>
        <source>Switch off the host of %1 in two seconds</source>
        <translation>Выключить хост %1 через две секунды</translation>
    </message>
    <message>
        <source>Take the host of %1 off the network, in two seconds, for two minutes</source>
        <translation>Через две секунды отключить хост %1 от сети на две минуты</translation>
    </message>
    <message>
        <source>The host of %1 does not answer, so nothing can be restored there.</source>
        <translation>Хост %1 не отвечает, поэтому восстановить там ничего нельзя.</translation>
    </message>
    <message>
        <source>Note on %1 that it is promoted by automation</source>
        <translation>Отметить на %1, что его повышает автоматика</translation>
    </message>
    <message>
        <source>it is cleared once the pair is whole again</source>
        <translation>отметка снимается, когда пара снова цела</translation>
    </message>
    <message>
        <source>Fence %1, and note on %2 that nobody asked for this</source>
        <translation>Изолировать %1 и отметить на %2, что об этом никто не просил</translation>
    </message>
    <message>
        <source>%1 could not be fenced when %2 was promoted, and it is seen again: it is fenced before anything else.</source>
        <translation>%1 нельзя было изолировать, когда повышали %2, и он снова виден: прежде всего он изолируется.</translation>
    </message>
    <message>
        <source>%1 was restarted in the middle of its promotion and is primary on the timeline it had: it has all it had received, but no history says where its own writes begin. Go on with the stage that is advised.</source>
        <translation>%1 перезапустился посреди повышения и стал основным на прежней линии времени: всё принятое у него есть, но никакая история не говорит, где начинаются его собственные записи. Продолжите этапом, который предлагается.</translation>
    </message>
    <message>
        <source>The way to the server of %1</source>
        <translation>Путь к серверу %1</translation>
    </message>
    <message>
        <source>Packets come and go.</source>
        <translation>Пакеты доходят в обе стороны.</translation>
    </message>
    <message>
        <source>%1 finds no way to %2: %3.</source>
        <translation>%1 не находит пути к %2: %3.</translation>
    </message>
    <message>
        <source>%2 hears %1, but its answers do not arrive: the way from %2 to %1 is cut.</source>
        <translation>%2 слышит %1, но его ответы не доходят: путь от %2 к %1 оборван.</translation>
    </message>
    <message>
        <source>What %1 sends does not arrive at %2: the way from %1 to %2 is cut, or a packet filter of %2 drops it.</source>
        <translation>То, что посылает %1, не доходит до %2: путь от %1 к %2 оборван, или пакеты отбрасывает фильтр узла %2.</translation>
    </message>
    <message>
        <source>%2 does not answer %1, and which way is cut could not be seen.</source>
        <translation>%2 не отвечает %1, и какой путь оборван, установить не удалось.</translation>
    </message>
    <message>
        <source>systemd lets go of the server of %1</source>
        <translation>systemd отпускает сервер узла %1</translation>
    </message>
    <message>
        <source>systemd has the server of %1 as running</source>
        <translation>systemd считает сервер узла %1 запущенным</translation>
    </message>
    <message>
        <source>The server of %1 serves, but systemd still waits for its start: look at systemctl status there, and do not reboot the host before that has ended.</source>
        <translation>Сервер узла %1 работает, но systemd ещё ждёт его запуска: посмотрите там systemctl status и не перезагружайте хост, пока это не закончится.</translation>
    </message>
    <message>
        <source>The host of %1 does not answer. If %1 was promoted, it and %2 both accept writes from then on, and those of one are lost: type %1 to accept that.</source>
        <translation>Хост %1 не отвечает. Если %1 уже стал основным, то с этого мига записи принимают и он, и %2, и записи одного из них пропадут: введите %1, чтобы согласиться.</translation>
    </message>
</context>
<context>
    <name>Transport</name>
    <message>
        <source>A command could not be started on this machine (%1); free some memory, processes or open files and try again.</source>
        <translation>Команду не удалось запустить на этой машине (%1): освободите память, процессы или открытые файлы и попробуйте снова.</translation>
    </message>
    <message>
        <source>The program may not act as the OS user %1 (%2); run it as that user or as an unrestricted root.</source>
        <translation>Программе нельзя действовать от имени пользователя ОС %1 (%2): запустите её от этого пользователя или от root без ограничений.</translation>
    </message>
    <message>
        <source>The value of %1 cannot be given to a shell: the name must be a plain word and the value without a zero byte.</source>
        <translation>Значение %1 нельзя передать оболочке: имя должно быть простым словом, а значение — без нулевого байта.</translation>
    </message>
    <message>
        <source>A script with a zero byte cannot be run; remove it.</source>
        <translation>Сценарий с нулевым байтом выполнить нельзя: удалите этот байт.</translation>
    </message>
    <message>
        <source>A command on %1 was cancelled before it began.</source>
        <translation>Команда на %1 отменена до начала.</translation>
    </message>
    <message>
        <source>A command on %1 did not end within %2 ms and was ended; read its output and look at the node before going on.</source>
        <translation>Команда на %1 не закончилась за %2 мс и прервана: прежде чем продолжать, прочитайте её вывод и осмотрите узел.</translation>
    </message>
    <message>
        <source>A command on %1 was cancelled while it ran; look at the node before going on.</source>
        <translation>Команда на %1 отменена во время работы: прежде чем продолжать, осмотрите узел.</translation>
    </message>
    <message>
        <source>A command on %1 printed more than 64 MiB and was ended; look at what it prints.</source>
        <translation>Команда на %1 вывела больше 64 МиБ и прервана: посмотрите, что она выводит.</translation>
    </message>
    <message>
        <source>This step needs root on this machine and the program runs as %1; run it as root.</source>
        <translation>Этому шагу на этой машине нужен root, а программа работает от имени %1: запустите её от root.</translation>
    </message>
    <message>
        <source>The server&apos;s OS user %1 does not exist on this machine; create it or name another one in the profile.</source>
        <translation>Пользователя ОС %1 для сервера на этой машине нет: создайте его или укажите в профиле другого.</translation>
    </message>
    <message>
        <source>The file of known SSH hosts %1 cannot be read, so %2 cannot be told from an impostor; mend the file&apos;s mode or size.</source>
        <translation>Файл известных SSH-хостов %1 не читается, поэтому %2 нельзя отличить от самозванца: исправьте права или размер файла.</translation>
    </message>
    <message>
        <source>The host key of %1 at %2 is not the one that is known: either the host was made anew or somebody stands between. Nothing was sent. Compare the fingerprints on the host&apos;s own console; only then take the old line out of %3.</source>
        <translation>Ключ хоста %1 по адресу %2 — не тот, что известен: либо хост создан заново, либо кто-то стоит посередине. Ничего не отправлено. Сравните отпечатки на консоли самого хоста и только после этого удалите старую строку из %3.</translation>
    </message>
    <message>
        <source>The host key of %1 at %2 is not known yet: %3. Compare it with ssh-keygen -lf on the host&apos;s own console before trusting it.</source>
        <translation>Ключ хоста %1 по адресу %2 ещё не известен: %3. Прежде чем доверять ему, сравните его с выводом ssh-keygen -lf на консоли самого хоста.</translation>
    </message>
    <message>
        <source>The host key of %1 could not be written to %2; nothing is trusted. Make the file writable and try again.</source>
        <translation>Ключ хоста %1 не удалось записать в %2, доверия нет. Откройте файл на запись и попробуйте снова.</translation>
    </message>
    <message>
        <source>The host key of %1 could not be checked against %2; mend that file.</source>
        <translation>Ключ хоста %1 не удалось проверить по %2: исправьте этот файл.</translation>
    </message>
    <message>
        <source>The host key of %1 is not the one you compared any more; nothing is trusted.</source>
        <translation>Ключ хоста %1 уже не тот, который вы сравнивали: доверия нет.</translation>
    </message>
    <message>
        <source>%1 lets no further command in over SSH (%2); raise MaxSessions in its sshd_config or close other sessions.</source>
        <translation>%1 не пускает ещё одну команду по SSH (%2): увеличьте MaxSessions в его sshd_config или закройте другие сеансы.</translation>
    </message>
    <message>
        <source>On %1 the OS user %2 cannot be used; create it or name another one in the profile.</source>
        <translation>На %1 нельзя действовать от имени пользователя ОС %2: создайте его или укажите в профиле другого.</translation>
    </message>
    <message>
        <source>sudo on %1 does not accept the password &quot;sudo:%1&quot; of %2; correct that secret.</source>
        <translation>sudo на %1 не принимает пароль «sudo:%1» пользователя %2: исправьте этот секрет.</translation>
    </message>
    <message>
        <source>The login shell of %1 did not start a command in time; log in by hand and see what its profile waits for.</source>
        <translation>Оболочка входа %1 не запустила команду вовремя: войдите вручную и посмотрите, чего ждёт её профиль.</translation>
    </message>
    <message>
        <source>Connecting to %1 was cancelled.</source>
        <translation>Подключение к %1 отменено.</translation>
    </message>
    <message>
        <source>The connection to %1 was lost before a command could begin; try again.</source>
        <translation>Соединение с %1 потеряно до начала команды: попробуйте снова.</translation>
    </message>
    <message>
        <source>The account %1 on %2 runs no commands: its login shell ended instead of starting /bin/sh. Give it a login shell or log in as another user.</source>
        <translation>Учётная запись %1 на %2 не выполняет команд: её оболочка входа завершилась, не запустив /bin/sh. Дайте ей оболочку входа или войдите другим пользователем.</translation>
    </message>
    <message>
        <source>sudo on %1 asks %2 for a password; give the secret &quot;sudo:%1&quot;, or let that user act as %3 without one.</source>
        <translation>sudo на %1 спрашивает у %2 пароль: задайте секрет «sudo:%1» или разрешите этому пользователю действовать от имени %3 без пароля.</translation>
    </message>
    <message>
        <source>On %1 the user %2 may not act as %3: sudo refused it. Allow it in sudoers, for example: %2 ALL=(%3) NOPASSWD: /bin/sh</source>
        <translation>На %1 пользователь %2 не может действовать от имени %3: sudo отказал. Разрешите это в sudoers, например: %2 ALL=(%3) NOPASSWD: /bin/sh</translation>
    </message>
    <message>
        <source>Node %1 cannot be reached over SSH: %2</source>
        <translation>К узлу %1 нельзя подключиться по SSH: %2</translation>
    </message>
    <message>
        <source>ssh -G could not read the alias %1; mend ~/.ssh/config or give user, host and key in the profile.</source>
        <translation>ssh -G не смог прочитать псевдоним %1: исправьте ~/.ssh/config или задайте пользователя, хост и ключ в профиле.</translation>
    </message>
    <message>
        <source>the port %1 is not between 1 and 65535.</source>
        <translation>порт %1 не от 1 до 65535.</translation>
    </message>
    <message>
        <source>the jump host &quot;%1&quot; of ~/.ssh/config is not of the form user@host:port.</source>
        <translation>промежуточный хост «%1» в ~/.ssh/config не имеет вида пользователь@хост:порт.</translation>
    </message>
    <message>
        <source>The private key %1 can be read by others on this machine, so it is not used; run: chmod 600 %1</source>
        <translation>Закрытый ключ %1 могут прочитать другие пользователи этой машины, поэтому он не используется; выполните: chmod 600 %1</translation>
    </message>
    <message>
        <source>%1 did not let us in as %2; put our public key into that user&apos;s authorized_keys, or give the secret &quot;ssh:%1&quot; or &quot;key:%1&quot;.</source>
        <translation>%1 не впустил нас как %2: добавьте наш открытый ключ в authorized_keys этого пользователя или задайте секрет «ssh:%1» либо «key:%1».</translation>
    </message>
    <message>
        <source>No SSH session could be made for %1; free some memory or open files and try again.</source>
        <translation>Сеанс SSH для %1 не удалось создать: освободите память или открытые файлы и попробуйте снова.</translation>
    </message>
    <message>
        <source>No SSH session with %1 at %2 could be begun (%3); check that an SSH server of today answers there.</source>
        <translation>Сеанс SSH с %1 по адресу %2 не начался (%3): проверьте, что там отвечает современный сервер SSH.</translation>
    </message>
    <message>
        <source>What listens for %1 at %2 accepted the connection, but no SSH session came about in time: it hangs, or it is no SSH server; look at the host.</source>
        <translation>То, что слушает для %1 по адресу %2, приняло соединение, но сеанс SSH вовремя не возник: оно зависло или это не сервер SSH; осмотрите хост.</translation>
    </message>
    <message>
        <source>A command on %1 could not be started there; its script may be too long, or the host is short of memory or processes.</source>
        <translation>Команду на %1 не удалось запустить: сценарий может быть слишком длинным, или хосту не хватает памяти либо процессов.</translation>
    </message>
    <message>
        <source>The connection to %1 was lost while a command ran there; it may still run. Look at the node before going on.</source>
        <translation>Соединение с %1 потеряно во время работы команды; она может ещё работать. Прежде чем продолжать, осмотрите узел.</translation>
    </message>
    <message>
        <source>A command on %1 was given up after %2 ms and could not be ended over SSH: it may still run there. Look at the node before going on.</source>
        <translation>Команда на %1 оставлена через %2 мс, завершить её по SSH не удалось: она может ещё работать. Прежде чем продолжать, осмотрите узел.</translation>
    </message>
    <message>
        <source>Node %1 does not answer over SSH at %2 (%3); check that the host is up and that its SSH server is reached from here.</source>
        <translation>Узел %1 не отвечает по SSH по адресу %2 (%3): проверьте, что хост работает и что его сервер SSH доступен отсюда.</translation>
    </message>
    <message>
        <source>On %1 there is no user %2: PostgreSQL is not installed there, or its user has another name.</source>
        <translation>На %1 нет пользователя %2: PostgreSQL там не установлен или его пользователь зовётся иначе.</translation>
    </message>
    <message>
        <source>This machine has no port or no open file left for the way to the server of %1 through SSH; end some programs.</source>
        <translation>На этой машине не осталось порта или открытых файлов для пути к серверу %1 через SSH; завершите какие-нибудь программы.</translation>
    </message>
    <message>
        <source>the host did not answer in time.</source>
        <translation>хост не ответил вовремя.</translation>
    </message>
    <message>
        <source>SQL to %1 goes through SSH, and there is no way: %2</source>
        <translation>Запросы SQL к %1 идут через SSH, а пути нет: %2</translation>
    </message>
    <message>
        <source>its SSH server does not let %1 reach port %2. Allow it in sshd_config (AllowTcpForwarding local, PermitOpen 127.0.0.1:%2) and in authorized_keys, or make the port reachable and set &quot;via&quot; to &quot;direct&quot;.</source>
        <translation>его сервер SSH не пускает %1 к порту %2. Разрешите это в sshd_config (AllowTcpForwarding local, PermitOpen 127.0.0.1:%2) и в authorized_keys или откройте порт и задайте «via» как «direct».</translation>
    </message>
    <message>
        <source>On %1 nobody listens at 127.0.0.1:%2.</source>
        <translation>На %1 никто не слушает 127.0.0.1:%2.</translation>
    </message>
    <message>
        <source>its SSH server could not reach port %1 there (%2).</source>
        <translation>его сервер SSH не смог достичь там порта %1 (%2).</translation>
    </message>
    <message>
        <source>the SSH connection was lost. Try again.</source>
        <translation>соединение SSH потеряно. Попробуйте ещё раз.</translation>
    </message>
    <message>
        <source>The SSH server of %1 at %2 hangs up before its first word (%3): it has too many logins under way (MaxStartups), or lets nobody in from here; look at its log.</source>
        <translation>SSH-сервер узла %1 по адресу %2 обрывает соединение до первого слова (%3): у него слишком много незавершённых входов (MaxStartups) или он никого отсюда не пускает; загляните в его журнал.</translation>
    </message>
</context>
<context>
    <name>Ui</name>
    <message>
        <source>The writes could not be counted: %1</source>
        <translation>Записи не удалось сверить: %1</translation>
    </message>
    <message>
        <source>no writes for %1 s</source>
        <translation>нет записи %1 с</translation>
    </message>
    <message>
        <source>The journal is empty: the stage had not begun.</source>
        <translation>Журнал пуст: этап не успел начаться.</translation>
    </message>
    <message>
        <source>%1 lines came too fast and are left out here; the servers&apos; own files have them.</source>
        <translation>Строк: %1 — пришли слишком быстро и здесь пропущены; в файлах серверов они есть.</translation>
    </message>
    <message>
        <source>Starting the servers of the demo pair ...</source>
        <translation>Запускаются серверы учебной пары ...</translation>
    </message>
    <message>
        <source>Making two fresh servers for the demo pair ...</source>
        <translation>Создаются два новых сервера для учебной пары ...</translation>
    </message>
    <message>
        <source>Opening the demo pair ...</source>
        <translation>Открывается учебная пара ...</translation>
    </message>
    <message>
        <source>Opening %1 ...</source>
        <translation>Открывается %1 ...</translation>
    </message>
    <message>
        <source>Open a profile</source>
        <translation>Открыть профиль</translation>
    </message>
    <message>
        <source>Profiles (*.json)</source>
        <translation>Профили (*.json)</translation>
    </message>
    <message>
        <source>Stopping the servers of the demo pair ...</source>
        <translation>Останавливаются серверы учебной пары ...</translation>
    </message>
    <message>
        <source>A stage that is cancelled ends its step, takes back what cannot stay half done, and puts down what it holds on the nodes. Run again, it goes on from there.</source>
        <translation>Отменённый этап заканчивает свой шаг, возвращает то, что нельзя оставить сделанным наполовину, и отпускает узлы. Запущенный снова, он продолжит с этого места.</translation>
    </message>
    <message>
        <source>Let it run</source>
        <translation>Пусть выполняется</translation>
    </message>
    <message>
        <source>%1 ms</source>
        <translation>%1 мс</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 с</translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation>%1 мин</translation>
    </message>
    <message>
        <source>%1 B</source>
        <translation>%1 Б</translation>
    </message>
    <message>
        <source>%1 KiB</source>
        <translation>%1 КиБ</translation>
    </message>
    <message>
        <source>%1 MiB</source>
        <translation>%1 МиБ</translation>
    </message>
    <message>
        <source>%1 GiB</source>
        <translation>%1 ГиБ</translation>
    </message>
    <message>
        <source>%1 TiB</source>
        <translation>%1 ТиБ</translation>
    </message>
    <message>
        <source>%1 d %2 h</source>
        <translation>%1 д %2 ч</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 из %2</translation>
    </message>
    <message>
        <source>%1, %2 left</source>
        <translation>%1, осталось %2</translation>
    </message>
    <message>
        <source>started</source>
        <translation>начало</translation>
    </message>
    <message>
        <source>stage</source>
        <translation>этап</translation>
    </message>
    <message>
        <source>result</source>
        <translation>итог</translation>
    </message>
    <message>
        <source>took</source>
        <translation>заняло</translation>
    </message>
    <message>
        <source>what it said</source>
        <translation>что сказано</translation>
    </message>
    <message>
        <source>Prepare hosts</source>
        <translation>Подготовить хосты</translation>
    </message>
    <message>
        <source>Set up replication</source>
        <translation>Настроить пару</translation>
    </message>
    <message>
        <source>Create lab data</source>
        <translation>Создать данные</translation>
    </message>
    <message>
        <source>Verify</source>
        <translation>Проверить</translation>
    </message>
    <message>
        <source>Crash %1</source>
        <translation>Уронить %1</translation>
    </message>
    <message>
        <source>Undo the crash</source>
        <translation>Отменить сбой</translation>
    </message>
    <message>
        <source>Promote %1</source>
        <translation>Повысить %1</translation>
    </message>
    <message>
        <source>Resync %1</source>
        <translation>Вернуть %1 в строй</translation>
    </message>
    <message>
        <source>Failback to %1</source>
        <translation>Вернуть роль %1</translation>
    </message>
    <message>
        <source>Switch over to %1</source>
        <translation>Передать роль %1</translation>
    </message>
    <message>
        <source>Make it synchronous</source>
        <translation>Сделать синхронной</translation>
    </message>
    <message>
        <source>Make it asynchronous</source>
        <translation>Сделать асинхронной</translation>
    </message>
    <message>
        <source>Clean up old copies</source>
        <translation>Удалить старые копии</translation>
    </message>
    <message>
        <source>Prepare</source>
        <translation>Подготовка</translation>
    </message>
    <message>
        <source>Setup</source>
        <translation>Настройка</translation>
    </message>
    <message>
        <source>Lab data</source>
        <translation>Данные</translation>
    </message>
    <message>
        <source>Verification</source>
        <translation>Проверка</translation>
    </message>
    <message>
        <source>Crash</source>
        <translation>Сбой</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>Отмена сбоя</translation>
    </message>
    <message>
        <source>Failover</source>
        <translation>Аварийное переключение</translation>
    </message>
    <message>
        <source>Resync</source>
        <translation>Ресинхронизация</translation>
    </message>
    <message>
        <source>Failback</source>
        <translation>Возврат роли</translation>
    </message>
    <message>
        <source>Switchover</source>
        <translation>Плановое переключение</translation>
    </message>
    <message>
        <source>Synchronous mode</source>
        <translation>Синхронный режим</translation>
    </message>
    <message>
        <source>Asynchronous mode</source>
        <translation>Асинхронный режим</translation>
    </message>
    <message>
        <source>Cleaning</source>
        <translation>Очистка</translation>
    </message>
    <message>
        <source>PRIMARY</source>
        <translation>ОСНОВНОЙ</translation>
    </message>
    <message>
        <source>STANDBY</source>
        <translation>РЕЗЕРВНЫЙ</translation>
    </message>
    <message>
        <source>STANDBY, not streaming</source>
        <translation>РЕЗЕРВНЫЙ, без потока</translation>
    </message>
    <message>
        <source>DOWN</source>
        <translation>НЕ РАБОТАЕТ</translation>
    </message>
    <message>
        <source>STOPPED</source>
        <translation>ОСТАНОВЛЕН</translation>
    </message>
    <message>
        <source>FENCED</source>
        <translation>ИЗОЛИРОВАН</translation>
    </message>
    <message>
        <source>FROZEN</source>
        <translation>ЗАВИС</translation>
    </message>
    <message>
        <source>UNREACHABLE</source>
        <translation>НЕДОСТУПЕН</translation>
    </message>
    <message>
        <source>STARTING</source>
        <translation>ЗАПУСКАЕТСЯ</translation>
    </message>
    <message>
        <source>BARE</source>
        <translation>ПУСТОЙ</translation>
    </message>
    <message>
        <source>SERVER</source>
        <translation>СЕРВЕР</translation>
    </message>
    <message>
        <source>UNKNOWN</source>
        <translation>НЕИЗВЕСТНО</translation>
    </message>
    <message>
        <source>Split brain</source>
        <translation>Два основных</translation>
    </message>
    <message>
        <source>Not one pair</source>
        <translation>Не одна пара</translation>
    </message>
    <message>
        <source>Hand-over interrupted</source>
        <translation>Передача прервана</translation>
    </message>
    <message>
        <source>No primary</source>
        <translation>Нет основного</translation>
    </message>
    <message>
        <source>Primary down</source>
        <translation>Основной не работает</translation>
    </message>
    <message>
        <source>Primary unreachable</source>
        <translation>Основной недоступен</translation>
    </message>
    <message>
        <source>Primary frozen</source>
        <translation>Основной завис</translation>
    </message>
    <message>
        <source>Failed over</source>
        <translation>Переключено</translation>
    </message>
    <message>
        <source>Diverged</source>
        <translation>Разошлись</translation>
    </message>
    <message>
        <source>Resyncing</source>
        <translation>Ресинхронизация</translation>
    </message>
    <message>
        <source>Standby down</source>
        <translation>Резерв не работает</translation>
    </message>
    <message>
        <source>Standby lagging</source>
        <translation>Резерв отстаёт</translation>
    </message>
    <message>
        <source>Roles exchanged</source>
        <translation>Роли обменяны</translation>
    </message>
    <message>
        <source>Healthy</source>
        <translation>Исправна</translation>
    </message>
    <message>
        <source>Bare</source>
        <translation>Не настроена</translation>
    </message>
    <message>
        <source>Unknown</source>
        <translation>Неизвестно</translation>
    </message>
    <message>
        <source>done</source>
        <translation>выполнено</translation>
    </message>
    <message>
        <source>refused, nothing was changed</source>
        <translation>отказ, ничего не изменено</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>не удалось</translation>
    </message>
    <message>
        <source>cancelled</source>
        <translation>отменено</translation>
    </message>
    <message>
        <source>in doubt</source>
        <translation>под вопросом</translation>
    </message>
    <message>
        <source>needs a decision</source>
        <translation>нужно решение человека</translation>
    </message>
    <message>
        <source>At the same time:</source>
        <translation>Одновременно:</translation>
    </message>
    <message>
        <source>The steps below it run at the same time.</source>
        <translation>Шаги под ним выполняются одновременно.</translation>
    </message>
    <message>
        <source>Cannot be undone: %1</source>
        <translation>Нельзя отменить: %1</translation>
    </message>
    <message>
        <source>Undo: %1</source>
        <translation>Отмена: %1</translation>
    </message>
    <message>
        <source>Output:</source>
        <translation>Вывод:</translation>
    </message>
    <message>
        <source>%1, session %2</source>
        <translation>%1, сеанс %2</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>Таблица</translation>
    </message>
    <message>
        <source>Session</source>
        <translation>Сеанс</translation>
    </message>
    <message>
        <source>A statement for the chosen session</source>
        <translation>Запрос для выбранного сеанса</translation>
    </message>
    <message>
        <source>Execute</source>
        <translation>Выполнить</translation>
    </message>
    <message>
        <source>Insert a row</source>
        <translation>Вставить строку</translation>
    </message>
    <message>
        <source>Answers</source>
        <translation>Ответы</translation>
    </message>
    <message>
        <source>What the sessions answer stands here. Try a write on the standby: it is refused with 25006, which proves that it is one.</source>
        <translation>Здесь появятся ответы сеансов. Попробуйте запись на резервном: она будет отклонена с кодом 25006, и это доказывает, что он резервный.</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>It still waits for its last statement (for a lock of another session, perhaps).</source>
        <translation>Он ещё ждёт ответа на прошлый запрос (возможно, блокировки другого сеанса).</translation>
    </message>
    <message>
        <source>✓ As it must be: %1 is a standby and takes no writes.</source>
        <translation>✓ Так и должно быть: %1 резервный и записи не принимает.</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Поиск</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Копировать</translation>
    </message>
    <message>
        <source>Stages that were run</source>
        <translation>Выполненные этапы</translation>
    </message>
    <message>
        <source>No stage has been run on this pair yet.</source>
        <translation>На этой паре ещё не выполняли ни одного этапа.</translation>
    </message>
    <message>
        <source>1 min</source>
        <translation>1 мин</translation>
    </message>
    <message>
        <source>10 min</source>
        <translation>10 мин</translation>
    </message>
    <message>
        <source>1 h</source>
        <translation>1 ч</translation>
    </message>
    <message>
        <source>24 h</source>
        <translation>24 ч</translation>
    </message>
    <message>
        <source>Log scale</source>
        <translation>Логарифм</translation>
    </message>
    <message>
        <source>Live</source>
        <translation>Сейчас</translation>
    </message>
    <message>
        <source>PNG</source>
        <translation>PNG</translation>
    </message>
    <message>
        <source>Save the chart as a picture</source>
        <translation>Сохранить график картинкой</translation>
    </message>
    <message>
        <source>CSV</source>
        <translation>CSV</translation>
    </message>
    <message>
        <source>Save the values in sight as a table</source>
        <translation>Сохранить видимые значения таблицей</translation>
    </message>
    <message>
        <source>Saved: %1</source>
        <translation>Сохранено: %1</translation>
    </message>
    <message>
        <source>%1 cannot be written.</source>
        <translation>%1 не удалось записать.</translation>
    </message>
    <message>
        <source>both nodes</source>
        <translation>оба узла</translation>
    </message>
    <message>
        <source>all lines</source>
        <translation>все строки</translation>
    </message>
    <message>
        <source>telling lines</source>
        <translation>важные строки</translation>
    </message>
    <message>
        <source>warnings and errors</source>
        <translation>ошибки</translation>
    </message>
    <message>
        <source>Node</source>
        <translation>Узел</translation>
    </message>
    <message>
        <source>Which lines</source>
        <translation>Какие строки</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Пауза</translation>
    </message>
    <message>
        <source>Follow</source>
        <translation>Следить</translation>
    </message>
    <message>
        <source>Mark</source>
        <translation>Отметить</translation>
    </message>
    <message>
        <source>Marks the chosen line.</source>
        <translation>Отмечает выбранную строку.</translation>
    </message>
    <message>
        <source>Log lines</source>
        <translation>Строки журнала</translation>
    </message>
    <message>
        <source>The report is written: %1</source>
        <translation>Отчёт записан: %1</translation>
    </message>
    <message>
        <source>%1: looking at the pair ...</source>
        <translation>%1: осмотр пары ...</translation>
    </message>
    <message>
        <source>%1 runs</source>
        <translation>Выполняется: %1</translation>
    </message>
    <message>
        <source>The script is on the clipboard.</source>
        <translation>Сценарий в буфере обмена.</translation>
    </message>
    <message>
        <source>Lag</source>
        <translation>Отставание</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>Выполнение</translation>
    </message>
    <message>
        <source>Logs</source>
        <translation>Журналы</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>Данные</translation>
    </message>
    <message>
        <source>Journal</source>
        <translation>Этапы</translation>
    </message>
    <message>
        <source>State: %1</source>
        <translation>Состояние: %1</translation>
    </message>
    <message>
        <source>The host of %1 does not answer.</source>
        <translation>Хост %1 не отвечает.</translation>
    </message>
    <message>
        <source>%1 runs on %2, started by %3.</source>
        <translation>На %2 выполняется %1, начал %3.</translation>
    </message>
    <message>
        <source>The pair changed meanwhile: this is the plan as it is now; nothing has run yet.</source>
        <translation>Пара тем временем изменилась: это план на текущий момент, ещё ничего не выполнено.</translation>
    </message>
    <message>
        <source>Step by step</source>
        <translation>По шагам</translation>
    </message>
    <message>
        <source>Waits before every step until you go on.</source>
        <translation>Перед каждым шагом ждёт вашего согласия.</translation>
    </message>
    <message>
        <source>Copy as script</source>
        <translation>Копировать сценарий</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Отмена</translation>
    </message>
    <message>
        <source>Nothing has run yet</source>
        <translation>Ещё ничего не выполнялось</translation>
    </message>
    <message>
        <source>%1: %2, %3</source>
        <translation>%1: %2, %3</translation>
    </message>
    <message>
        <source>%1 runs, %2</source>
        <translation>%1: выполняется, %2</translation>
    </message>
    <message>
        <source>s</source>
        <translation>с</translation>
    </message>
    <message>
        <source>Choose a stage at the left: its plan is shown before anything runs.</source>
        <translation>Выберите этап слева: до запуска будет показан его план.</translation>
    </message>
    <message>
        <source>Cancelling: the step at work is ended (a promotion is waited for), what it holds is put down.</source>
        <translation>Отмена: текущий шаг прерывается (начатое повышение доводится до конца), узлы отпускаются.</translation>
    </message>
    <message>
        <source>Waits for you before the step that is marked.</source>
        <translation>Ждёт вас перед отмеченным шагом.</translation>
    </message>
    <message>
        <source>Next step</source>
        <translation>Следующий шаг</translation>
    </message>
    <message>
        <source>Ends the step at work, or waits for a promotion that has begun; a hand-over that cannot go on takes itself back.</source>
        <translation>Прерывает текущий шаг или дожидается конца начатого повышения; передача роли, которая не может продолжиться, возвращает всё назад.</translation>
    </message>
    <message>
        <source>One person runs a PostgreSQL pair: a primary and a hot standby, with failover, resync and failback that are shown, measured and proven.</source>
        <translation>Один человек управляет парой PostgreSQL: основной сервер и горячий резерв. Переключение, ресинхронизация и возврат роли видны, измерены и доказаны.</translation>
    </message>
    <message>
        <source>Try the demo pair</source>
        <translation>Учебная пара</translation>
    </message>
    <message>
        <source>Two fresh servers on this machine, only for this program; they are stopped when it ends.</source>
        <translation>Два новых сервера на этой машине только для этой программы; при выходе они останавливаются.</translation>
    </message>
    <message>
        <source>Open a profile ...</source>
        <translation>Открыть профиль ...</translation>
    </message>
    <message>
        <source>A JSON file that names your two nodes; pgtandemctl init writes one to begin with.</source>
        <translation>Файл JSON, в котором названы два ваших узла; заготовку создаёт pgtandemctl init.</translation>
    </message>
    <message>
        <source>LAST PAIRS</source>
        <translation>ПОСЛЕДНИЕ ПАРЫ</translation>
    </message>
    <message>
        <source>Menu</source>
        <translation>Меню</translation>
    </message>
    <message>
        <source>not received, s</source>
        <translation>не получено, с</translation>
    </message>
    <message>
        <source>not replayed, s</source>
        <translation>не применено, с</translation>
    </message>
    <message>
        <source>not received, bytes</source>
        <translation>не получено, байт</translation>
    </message>
    <message>
        <source>not replayed, bytes</source>
        <translation>не применено, байт</translation>
    </message>
    <message>
        <source>at risk, bytes</source>
        <translation>под угрозой, байт</translation>
    </message>
    <message>
        <source>at risk, s</source>
        <translation>под угрозой, с</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Закрыть</translation>
    </message>
    <message>
        <source>Clients</source>
        <translation>Клиенты</translation>
    </message>
    <message>
        <source>writers</source>
        <translation>пишут</translation>
    </message>
    <message>
        <source>readers</source>
        <translation>читают</translation>
    </message>
    <message>
        <source>writes/s</source>
        <translation>записей/с</translation>
    </message>
    <message>
        <source>full</source>
        <translation>предел</translation>
    </message>
    <message>
        <source>Writes a second of all writers together; 0 is full speed.</source>
        <translation>Записей в секунду у всех пишущих вместе; 0 — без ограничения.</translation>
    </message>
    <message>
        <source>Clients need a pair that is set up and has a primary.</source>
        <translation>Клиентам нужна настроенная пара с основным сервером.</translation>
    </message>
    <message>
        <source>%1 writes/s, %2 reads/s, %3 rolled back/s</source>
        <translation>записей/с: %1, чтений/с: %2, откатов/с: %3</translation>
    </message>
    <message>
        <source>host of %1</source>
        <translation>хост %1</translation>
    </message>
    <message>
        <source>LAB</source>
        <translation>ЛАБ</translation>
    </message>
    <message>
        <source>TEST</source>
        <translation>ТЕСТ</translation>
    </message>
    <message>
        <source>PRODUCTION</source>
        <translation>РАБОЧАЯ</translation>
    </message>
    <message>
        <source>Looking ...</source>
        <translation>Осмотр ...</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>Отчёт</translation>
    </message>
    <message>
        <source>No clients run. Start some: they write and read like an application, and show what a hand-over costs.</source>
        <translation>Клиенты не запущены. Запустите их: они пишут и читают, как приложение, и показывают цену передачи роли.</translation>
    </message>
    <message>
        <source>writer %1</source>
        <translation>пишет %1</translation>
    </message>
    <message>
        <source>reader %1</source>
        <translation>читает %1</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>остановлен</translation>
    </message>
    <message>
        <source>no server</source>
        <translation>нет сервера</translation>
    </message>
    <message>
        <source>ok %1</source>
        <translation>успех %1</translation>
    </message>
    <message>
        <source>errors %1</source>
        <translation>ошибок %1</translation>
    </message>
    <message>
        <source>No line passes the filter. The servers&apos; logs appear here as they are written.</source>
        <translation>Ни одна строка не проходит фильтр. Журналы появляются здесь по мере записи.</translation>
    </message>
    <message>
        <source>%1 free</source>
        <translation>свободно %1</translation>
    </message>
    <message>
        <source>timeline %1   position %2</source>
        <translation>линия %1   позиция %2</translation>
    </message>
    <message>
        <source>timeline %1   writes at %2</source>
        <translation>линия %1   пишет на %2</translation>
    </message>
    <message>
        <source>timeline %1   replayed %2</source>
        <translation>линия %1   применено %2</translation>
    </message>
    <message>
        <source>up %1</source>
        <translation>работает %1</translation>
    </message>
    <message>
        <source>sessions: %1</source>
        <translation>сеансов: %1</translation>
    </message>
    <message>
        <source>commits: %1/s</source>
        <translation>фиксаций: %1/с</translation>
    </message>
    <message>
        <source>slot %1 in use</source>
        <translation>слот %1 занят</translation>
    </message>
    <message>
        <source>slot %1 not in use</source>
        <translation>слот %1 свободен</translation>
    </message>
    <message>
        <source>replay is paused</source>
        <translation>применение приостановлено</translation>
    </message>
    <message>
        <source>commits that wait: %1</source>
        <translation>ждущих фиксаций: %1</translation>
    </message>
    <message>
        <source>fenced</source>
        <translation>изолирован</translation>
    </message>
    <message>
        <source>%1 runs here, started by %2</source>
        <translation>здесь выполняется %1, начал %2</translation>
    </message>
    <message>
        <source>A server runs here; our roles are made by the setup.</source>
        <translation>Сервер здесь работает; наши роли создаст настройка.</translation>
    </message>
    <message>
        <source>acknowledged %1, kept %2, lost %3, in doubt %4</source>
        <translation>подтверждено %1, сохранено %2, потеряно %3, под вопросом %4</translation>
    </message>
    <message>
        <source>No write is acknowledged, for</source>
        <translation>Запись не подтверждается уже</translation>
    </message>
    <message>
        <source>Outage: none was seen</source>
        <translation>Простоя не было</translation>
    </message>
    <message>
        <source>Last outage</source>
        <translation>Последний простой</translation>
    </message>
    <message>
        <source>whole run: %1</source>
        <translation>всего: %1</translation>
    </message>
    <message>
        <source>detect</source>
        <translation>обнаружение</translation>
    </message>
    <message>
        <source>decide</source>
        <translation>решение</translation>
    </message>
    <message>
        <source>fence</source>
        <translation>изоляция</translation>
    </message>
    <message>
        <source>promote</source>
        <translation>повышение</translation>
    </message>
    <message>
        <source>reconnect</source>
        <translation>вход</translation>
    </message>
    <message>
        <source>kill -9 of every server process</source>
        <translation>kill -9 всех процессов</translation>
    </message>
    <message>
        <source>kill -9 of the postmaster alone</source>
        <translation>kill -9 только postmaster</translation>
    </message>
    <message>
        <source>kill -9 of one client session</source>
        <translation>kill -9 одного сеанса</translation>
    </message>
    <message>
        <source>immediate stop</source>
        <translation>немедленная остановка</translation>
    </message>
    <message>
        <source>freeze the server</source>
        <translation>заморозить сервер</translation>
    </message>
    <message>
        <source>pause the WAL link</source>
        <translation>приостановить поток WAL</translation>
    </message>
    <message>
        <source>move the data directory away</source>
        <translation>убрать каталог данных</translation>
    </message>
    <message>
        <source>automatic</source>
        <translation>сам выберет</translation>
    </message>
    <message>
        <source>follow</source>
        <translation>следовать</translation>
    </message>
    <message>
        <source>rewind</source>
        <translation>перемотка</translation>
    </message>
    <message>
        <source>clone</source>
        <translation>копия</translation>
    </message>
    <message>
        <source>Follows if the node has nothing of its own, else the way that is quicker by the bytes it moves.</source>
        <translation>Следует, если у узла нет ничего своего, иначе тот способ, что быстрее, судя по объёму.</translation>
    </message>
    <message>
        <source>Only starts it as a standby; refused if it has writes of its own.</source>
        <translation>Только запускает его резервным; отказ, если у него есть свои записи.</translation>
    </message>
    <message>
        <source>pg_rewind: takes back what differs, keeps the rest.</source>
        <translation>pg_rewind: возвращает отличия, остальное оставляет.</translation>
    </message>
    <message>
        <source>A whole new copy beside the old data, which are kept until it is proven.</source>
        <translation>Полная новая копия рядом со старыми данными, которые хранятся до её проверки.</translation>
    </message>
    <message>
        <source>How</source>
        <translation>Как</translation>
    </message>
    <message>
        <source>STAGES</source>
        <translation>ЭТАПЫ</translation>
    </message>
    <message>
        <source>AT ANY TIME</source>
        <translation>В ЛЮБОЕ ВРЕМЯ</translation>
    </message>
    <message>
        <source>%1: another stage runs, wait for its end or cancel it.</source>
        <translation>%1: выполняется другой этап, дождитесь его конца или отмените.</translation>
    </message>
    <message>
        <source>%1: no look at the pair has ended yet.</source>
        <translation>%1: первый осмотр пары ещё не закончен.</translation>
    </message>
    <message>
        <source>nothing streams</source>
        <translation>потока нет</translation>
    </message>
    <message>
        <source>no WAL flows</source>
        <translation>WAL не идёт</translation>
    </message>
    <message>
        <source>WAL</source>
        <translation>WAL</translation>
    </message>
    <message>
        <source>WAL, synchronous</source>
        <translation>WAL, синхронно</translation>
    </message>
    <message>
        <source>WAL, asynchronous</source>
        <translation>WAL, асинхронно</translation>
    </message>
    <message>
        <source>lag unknown</source>
        <translation>отставание неизвестно</translation>
    </message>
    <message>
        <source>no primary answers</source>
        <translation>основной не отвечает</translation>
    </message>
    <message>
        <source>not received: %1</source>
        <translation>не получено: %1</translation>
    </message>
    <message>
        <source>not replayed: %1</source>
        <translation>не применено: %1</translation>
    </message>
    <message>
        <source>behind by %1</source>
        <translation>отстаёт на %1</translation>
    </message>
    <message>
        <source>behind by more than %1</source>
        <translation>отстаёт больше чем на %1</translation>
    </message>
    <message>
        <source>Close the pair</source>
        <translation>Закрыть пару</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Выход</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>Как в системе</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Светлое</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Тёмное</translation>
    </message>
    <message>
        <source>en</source>
        <translation>ru</translation>
    </message>
    <message>
        <source>timeline %1   checkpoint %2</source>
        <translation>линия %1   контрольная точка %2</translation>
    </message>
    <message>
        <source>Outage: %1</source>
        <translation>Простой: %1</translation>
    </message>
    <message>
        <source>Every host&apos;s key is known already.</source>
        <translation>Ключи всех хостов уже известны.</translation>
    </message>
    <message>
        <source>Trusted from now on: %1. Compare with the hosts&apos; own consoles.</source>
        <translation>Теперь доверяем: %1. Сверьте с консолями самих хостов.</translation>
    </message>
    <message>
        <source>Trust new host keys</source>
        <translation>Доверять новым ключам хостов</translation>
    </message>
    <message>
        <source>A stage is running. Cancel it and leave the pair?</source>
        <translation>Выполняется этап. Отменить его и уйти?</translation>
    </message>
    <message>
        <source>Cancel it and leave</source>
        <translation>Отменить и уйти</translation>
    </message>
    <message>
        <source>%1 is a production pair: type its name to run this.</source>
        <translation>%1 — рабочая пара: чтобы выполнить это, введите её имя.</translation>
    </message>
    <message>
        <source>control file: %1</source>
        <translation>управляющий файл: %1</translation>
    </message>
    <message>
        <source>Commands</source>
        <translation>Команды</translation>
    </message>
    <message>
        <source>Type a part of a command&apos;s name</source>
        <translation>Введите часть названия команды</translation>
    </message>
    <message>
        <source>STOPPING</source>
        <translation>ОСТАНАВЛИВАЕТСЯ</translation>
    </message>
    <message>
        <source>pkill -9 postgres on the host</source>
        <translation>pkill -9 postgres на хосте</translation>
    </message>
    <message>
        <source>switch the host off</source>
        <translation>выключить хост</translation>
    </message>
    <message>
        <source>unplug the host&apos;s network</source>
        <translation>отключить сеть хоста</translation>
    </message>
    <message>
        <source>both</source>
        <translation>оба</translation>
    </message>
    <message>
        <source>%1 cannot be written: %2</source>
        <translation>%1 не удалось записать: %2</translation>
    </message>
    <message>
        <source>Opening ...</source>
        <translation>Открывается ...</translation>
    </message>
    <message>
        <source>Export ...</source>
        <translation>Сохранить ...</translation>
    </message>
    <message>
        <source>Saves this stage&apos;s report, journal and text into a directory</source>
        <translation>Сохраняет отчёт, журнал и текст этого этапа в каталог</translation>
    </message>
    <message>
        <source>Add a pair</source>
        <translation>Добавить пару</translation>
    </message>
    <message>
        <source>Two hosts that you reach over SSH, with PostgreSQL or without it yet. No password belongs into a profile, so none is asked for here.</source>
        <translation>Два хоста, доступных по SSH, с PostgreSQL или пока без него. В профиле паролям не место, поэтому здесь их не спрашивают.</translation>
    </message>
    <message>
        <source>Fill in</source>
        <translation>Заполнить</translation>
    </message>
    <message>
        <source>Connection string</source>
        <translation>Строка подключения</translation>
    </message>
    <message>
        <source>PRIMARY AT HOME</source>
        <translation>ОСНОВНОЙ</translation>
    </message>
    <message>
        <source>from ~/.ssh/config ...</source>
        <translation>из ~/.ssh/config ...</translation>
    </message>
    <message>
        <source>Host of ~/.ssh/config</source>
        <translation>Host из ~/.ssh/config</translation>
    </message>
    <message>
        <source>Laboratory</source>
        <translation>Лабораторная</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>Тестовая</translation>
    </message>
    <message>
        <source>Production</source>
        <translation>Рабочая</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Вид</translation>
    </message>
    <message>
        <source>empty: Debian&apos;s own</source>
        <translation>пусто: как в Debian</translation>
    </message>
    <message>
        <source>empty: agent and usual keys</source>
        <translation>пусто: агент и обычные ключи</translation>
    </message>
    <message>
        <source>Test the way</source>
        <translation>Проверить путь</translation>
    </message>
    <message>
        <source>Looks at every hop to both nodes; changes nothing.</source>
        <translation>Проверяет каждый участок пути к обоим узлам; ничего не меняет.</translation>
    </message>
    <message>
        <source>Save and open</source>
        <translation>Сохранить и открыть</translation>
    </message>
    <message>
        <source>%1 fields are not right yet: what is wrong stands below each of them.</source>
        <translation>Ещё не верны поля (%1): под каждым написано, что не так.</translation>
    </message>
    <message>
        <source>Looking at both nodes ...</source>
        <translation>Осмотр обоих узлов ...</translation>
    </message>
    <message>
        <source>There is a profile %1 already: give the pair another name, or open that one.</source>
        <translation>Профиль %1 уже есть: назовите пару иначе или откройте его.</translation>
    </message>
    <message>
        <source>Pair</source>
        <translation>Пара</translation>
    </message>
    <message>
        <source>Database</source>
        <translation>База данных</translation>
    </message>
    <message>
        <source>Administrator role</source>
        <translation>Роль администратора</translation>
    </message>
    <message>
        <source>Clients&apos; network</source>
        <translation>Сеть клиентов</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Имя</translation>
    </message>
    <message>
        <source>Host</source>
        <translation>Хост</translation>
    </message>
    <message>
        <source>Port of PostgreSQL</source>
        <translation>Порт PostgreSQL</translation>
    </message>
    <message>
        <source>SSH user</source>
        <translation>Пользователь SSH</translation>
    </message>
    <message>
        <source>SSH port</source>
        <translation>Порт SSH</translation>
    </message>
    <message>
        <source>Key file</source>
        <translation>Файл ключа</translation>
    </message>
    <message>
        <source>Version of PostgreSQL</source>
        <translation>Версия PostgreSQL</translation>
    </message>
    <message>
        <source>Debian cluster</source>
        <translation>Кластер Debian</translation>
    </message>
    <message>
        <source>Data directory</source>
        <translation>Каталог данных</translation>
    </message>
    <message>
        <source>Present</source>
        <translation>Показ</translation>
    </message>
    <message>
        <source>Timelines</source>
        <translation>Линии</translation>
    </message>
    <message>
        <source>Defence</source>
        <translation>Защита</translation>
    </message>
    <message>
        <source>No write is acknowledged.</source>
        <translation>Запись не подтверждается.</translation>
    </message>
    <message>
        <source>The clients have seen no outage.</source>
        <translation>Клиенты не видели простоя.</translation>
    </message>
    <message>
        <source>Of %1 acknowledged writes %2 are kept, %3 are lost, %4 in doubt.</source>
        <translation>Из %1 подтверждённых записей сохранено %2, потеряно %3, под вопросом %4.</translation>
    </message>
    <message>
        <source>Writes go on; what became of them is being counted.</source>
        <translation>Запись идёт; что с ней стало, ещё подсчитывается.</translation>
    </message>
    <message>
        <source>Nothing needs to be done now.</source>
        <translation>Сейчас ничего делать не нужно.</translation>
    </message>
    <message>
        <source>arrow keys: next and back   Esc: leave</source>
        <translation>стрелки: дальше и назад   Esc: выйти</translation>
    </message>
    <message>
        <source>timeline %1</source>
        <translation>линия %1</translation>
    </message>
    <message>
        <source>SSH password on %1</source>
        <translation>Пароль SSH на %1</translation>
    </message>
    <message>
        <source>Passphrase of the key for %1</source>
        <translation>Фраза ключа для %1</translation>
    </message>
    <message>
        <source>sudo password on %1</source>
        <translation>Пароль sudo на %1</translation>
    </message>
    <message>
        <source>Password of the role %1</source>
        <translation>Пароль роли %1</translation>
    </message>
    <message>
        <source>Passwords</source>
        <translation>Пароли</translation>
    </message>
    <message>
        <source>They are kept in memory until the pair is closed, and stand in no file, command or report. Leave empty what is not needed.</source>
        <translation>Они хранятся в памяти, пока пара открыта, и не попадают в файлы, команды и отчёты. Ненужное оставьте пустым.</translation>
    </message>
    <message>
        <source>known</source>
        <translation>известен</translation>
    </message>
    <message>
        <source>not known</source>
        <translation>неизвестен</translation>
    </message>
    <message>
        <source>Use them</source>
        <translation>Использовать</translation>
    </message>
    <message>
        <source>Add a pair ...</source>
        <translation>Добавить пару ...</translation>
    </message>
    <message>
        <source>Two hosts of yours: from a connection string, from ~/.ssh/config or typed in, tried before anything is saved.</source>
        <translation>Два ваших хоста: из строки подключения, из ~/.ssh/config или вручную; путь к ним проверяется до сохранения.</translation>
    </message>
    <message>
        <source>timeline %1 goes on</source>
        <translation>линия %1 продолжается</translation>
    </message>
    <message>
        <source>timeline %1 ended at %2</source>
        <translation>линия %1 кончилась на %2</translation>
    </message>
    <message>
        <source>The history of the WAL: every promotion forks it. Each timeline is drawn here once the pair was set up.</source>
        <translation>История WAL: каждое повышение её разветвляет. Линии рисуются здесь, когда пара настроена.</translation>
    </message>
    <message>
        <source>commits left behind: %1</source>
        <translation>осталось позади фиксаций: %1</translation>
    </message>
    <message>
        <source>/s</source>
        <translation>/с</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Запустить</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Остановить</translation>
    </message>
    <message>
        <source>Large, for a projector (F5)</source>
        <translation>Крупно, для проектора (F5)</translation>
    </message>
    <message>
        <source>archiving fails at %1 (%2 times)</source>
        <translation>архив: сбой на %1 (раз: %2)</translation>
    </message>
    <message>
        <source>archived %1 ago</source>
        <translation>архив: %1 назад</translation>
    </message>
    <message>
        <source>nothing archived yet</source>
        <translation>архив пока пуст</translation>
    </message>
    <message>
        <source>segments that wait: %1</source>
        <translation>ждут архива: %1</translation>
    </message>
    <message>
        <source>Passwords ...</source>
        <translation>Пароли ...</translation>
    </message>
    <message>
        <source>Automation is paused on this pair: it only watches.</source>
        <translation>Автоматика на этой паре приостановлена: она только наблюдает.</translation>
    </message>
    <message>
        <source>Automation may act on this pair again.</source>
        <translation>Автоматика снова может действовать на этой паре.</translation>
    </message>
    <message>
        <source>The last failover is cleared: another one may follow.</source>
        <translation>Отметка о последнем аварийном переключении снята: следующее разрешено.</translation>
    </message>
    <message>
        <source>There is no failover to clear.</source>
        <translation>Снимать нечего: отметки об аварийном переключении нет.</translation>
    </message>
    <message>
        <source>A watchdog runs on both nodes, by the profile&apos;s policies.</source>
        <translation>Сторож работает на обоих узлах по правилам профиля.</translation>
    </message>
    <message>
        <source>No watchdog is left on either node.</source>
        <translation>Ни на одном узле сторожа не осталось.</translation>
    </message>
    <message>
        <source>nothing to do</source>
        <translation>делать нечего</translation>
    </message>
    <message>
        <source>look again</source>
        <translation>посмотреть ещё раз</translation>
    </message>
    <message>
        <source>start the primary again</source>
        <translation>снова запустить основной</translation>
    </message>
    <message>
        <source>fail over</source>
        <translation>переключить</translation>
    </message>
    <message>
        <source>bring the old primary back</source>
        <translation>вернуть прежний основной</translation>
    </message>
    <message>
        <source>fail back</source>
        <translation>вернуть роли</translation>
    </message>
    <message>
        <source>a person must decide</source>
        <translation>решать человеку</translation>
    </message>
    <message>
        <source>%1: no watchdog</source>
        <translation>%1: сторожа нет</translation>
    </message>
    <message>
        <source>%1: the watchdog&apos;s files were changed, so it does not act: put it there again</source>
        <translation>%1: файлы сторожа изменены, поэтому он не действует: поставьте его заново</translation>
    </message>
    <message>
        <source>%1: the watchdog is installed and does not run</source>
        <translation>%1: сторож установлен, но не работает</translation>
    </message>
    <message>
        <source>%1: the watchdog runs and is paused</source>
        <translation>%1: сторож работает и приостановлен</translation>
    </message>
    <message>
        <source>%1: the watchdog runs</source>
        <translation>%1: сторож работает</translation>
    </message>
    <message>
        <source>%1: the watchdog runs; its last decision: %2</source>
        <translation>%1: сторож работает; последнее решение: %2</translation>
    </message>
    <message>
        <source>decided</source>
        <translation>решено</translation>
    </message>
    <message>
        <source>promoted</source>
        <translation>повышен</translation>
    </message>
    <message>
        <source>written</source>
        <translation>записано</translation>
    </message>
    <message>
        <source>seconds since the loss: %1</source>
        <translation>секунд с момента потери: %1</translation>
    </message>
    <message>
        <source>What would automation do now?</source>
        <translation>Что сейчас сделала бы автоматика?</translation>
    </message>
    <message>
        <source>Ask again</source>
        <translation>Спросить ещё раз</translation>
    </message>
    <message>
        <source>Clear the last failover</source>
        <translation>Снять отметку о переключении</translation>
    </message>
    <message>
        <source>Automation may then fail over again before the pair was whole</source>
        <translation>После этого автоматика сможет переключить снова, даже если пара ещё не была целой</translation>
    </message>
    <message>
        <source>Stop observing</source>
        <translation>Прекратить наблюдение</translation>
    </message>
    <message>
        <source>Observe from here</source>
        <translation>Наблюдать отсюда</translation>
    </message>
    <message>
        <source>The observer looks after this pair as long as this window is open.</source>
        <translation>Наблюдатель присматривает за парой, пока открыто это окно.</translation>
    </message>
    <message>
        <source>The observer is off: this window watches and does nothing by itself.</source>
        <translation>Наблюдатель выключен: окно смотрит и само ничего не делает.</translation>
    </message>
    <message>
        <source>Put watchdogs on both nodes</source>
        <translation>Поставить сторожей на оба узла</translation>
    </message>
    <message>
        <source>Take them away</source>
        <translation>Убрать их</translation>
    </message>
    <message>
        <source>What the observer sees, decides and does stands here, and in %1</source>
        <translation>Здесь и в файле %1 видно, что наблюдатель видит, решает и делает</translation>
    </message>
    <message>
        <source>What the observer did</source>
        <translation>Что делал наблюдатель</translation>
    </message>
    <message>
        <source>Resume automation</source>
        <translation>Возобновить автоматику</translation>
    </message>
    <message>
        <source>Pause automation</source>
        <translation>Приостановить автоматику</translation>
    </message>
    <message>
        <source>Looking at the pair ...</source>
        <translation>Смотрим на пару ...</translation>
    </message>
    <message>
        <source>Looking for watchdogs ...</source>
        <translation>Ищем сторожей ...</translation>
    </message>
    <message>
        <source>Neither node tells of a watchdog: their hosts do not answer.</source>
        <translation>Ни один узел не сообщает о стороже: хосты не отвечают.</translation>
    </message>
    <message>
        <source>Watchdog</source>
        <translation>Сторож</translation>
    </message>
    <message>
        <source>The observer looks after this pair. End it and leave?</source>
        <translation>За парой присматривает наблюдатель. Завершить его и уйти?</translation>
    </message>
    <message>
        <source>Without it nobody fails this pair over by itself, unless watchdogs are on the nodes. A failover or failback that it is making is ended first.</source>
        <translation>Без него пару никто не переключит сам, если на узлах нет сторожей. Переключение или возврат, которые он делает, сначала завершатся.</translation>
    </message>
    <message>
        <source>Let it observe</source>
        <translation>Пусть наблюдает</translation>
    </message>
    <message>
        <source>End it and leave</source>
        <translation>Завершить и уйти</translation>
    </message>
    <message>
        <source>begun</source>
        <translation>начат</translation>
    </message>
    <message>
        <source>was done already</source>
        <translation>уже было сделано</translation>
    </message>
    <message>
        <source>not needed</source>
        <translation>не понадобился</translation>
    </message>
    <message>
        <source>starting up</source>
        <translation>запускается</translation>
    </message>
    <message>
        <source>shut down</source>
        <translation>остановлен</translation>
    </message>
    <message>
        <source>shutting down</source>
        <translation>останавливается</translation>
    </message>
    <message>
        <source>in crash recovery</source>
        <translation>восстанавливается после сбоя</translation>
    </message>
    <message>
        <source>%1: rows %2, unlike the other node&apos;s: %3</source>
        <translation>%1: строк %2, из них отличаются от другого узла: %3</translation>
    </message>
    <message>
        <source>done, rows: %1, %2</source>
        <translation>выполнено, строк: %1, %2</translation>
    </message>
    <message>
        <source>rows: %1, %2</source>
        <translation>строк: %1, %2</translation>
    </message>
    <message>
        <source>Choose a line to read the whole of it.</source>
        <translation>Выберите строку, чтобы прочитать её целиком.</translation>
    </message>
    <message>
        <source>shut down in recovery</source>
        <translation>резервный остановлен</translation>
    </message>
    <message>
        <source>in archive recovery</source>
        <translation>резервный в работе</translation>
    </message>
    <message>
        <source>in production</source>
        <translation>в работе</translation>
    </message>
    <message>
        <source>Report of the chosen</source>
        <translation>Отчёт о выбранных</translation>
    </message>
    <message>
        <source>A report of the stages that are chosen below, of earlier runs of the program as well: Shift or Ctrl chooses several</source>
        <translation>Отчёт об этапах, выбранных ниже, в том числе из прежних запусков программы: Shift или Ctrl выбирают несколько</translation>
    </message>
    <message>
        <source>%1 cannot be written: %2.</source>
        <translation>Не удаётся записать %1: %2.</translation>
    </message>
    <message>
        <source>there is none here</source>
        <translation>здесь её нет</translation>
    </message>
    <message>
        <source>it was not unlocked</source>
        <translation>она заперта</translation>
    </message>
    <message>
        <source>The system&apos;s keychain gives no passwords: %1.</source>
        <translation>Системная связка ключей не отдаёт пароли: %1.</translation>
    </message>
    <message>
        <source>The system&apos;s keychain does not remember it: %1. It is kept in memory until the pair is closed.</source>
        <translation>Системная связка ключей пароль не запомнила: %1. Он хранится в памяти, пока пара открыта.</translation>
    </message>
    <message>
        <source>The system&apos;s keychain does not forget %1: %2.</source>
        <translation>Системная связка ключей не удаляет %1: %2.</translation>
    </message>
    <message>
        <source>This program was built without the system&apos;s keychain.</source>
        <translation>Программа собрана без системной связки ключей.</translation>
    </message>
    <message>
        <source>They are kept in memory until the pair is closed, and stand in no file, command or report; this program was built without the system&apos;s keychain, so none is remembered. Leave empty what is not needed.</source>
        <translation>Они хранятся в памяти, пока пара открыта, и не попадают в файлы, команды и отчёты; программа собрана без системной связки ключей, поэтому ничего не запоминается. Ненужное оставьте пустым.</translation>
    </message>
    <message>
        <source>Remember them in the system&apos;s keychain</source>
        <translation>Запомнить в системной связке ключей</translation>
    </message>
    <message>
        <source>Forget those remembered</source>
        <translation>Забыть запомненные</translation>
    </message>
    <message>
        <source>remembered</source>
        <translation>запомнен</translation>
    </message>
    <message>
        <source>%1: the watchdog runs by another profile than this one, or is of another version: put it there again</source>
        <translation>%1: сторож работает по другому профилю или от другой версии: установите его заново</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>%1/s</source>
        <translation>%1/с</translation>
    </message>
</context>
<context>
    <name>Watchdog</name>
    <message>
        <source>There is no node &quot;%1&quot; in this pair.</source>
        <translation>В этой паре нет узла «%1».</translation>
    </message>
    <message>
        <source>%1 cannot be written: free disk space or mend the directory&apos;s rights.</source>
        <translation>Не удаётся записать %1: освободите место на диске или исправьте права каталога.</translation>
    </message>
    <message>
        <source>Both %1 and %2 accept writes and automation touches neither: stop the clients, decide whose rows to keep, and stop the other server.</source>
        <translation>Запись принимают и %1, и %2, автоматика не трогает ни один: остановите клиентов, решите, чьи строки сохранить, и остановите другой сервер.</translation>
    </message>
    <message>
        <source>Automation is paused, so it only watches %1 and %2: resume it when it is to act again.</source>
        <translation>Автоматика приостановлена и только смотрит на %1 и %2: возобновите её, когда она снова должна действовать.</translation>
    </message>
    <message>
        <source>A stage is at work on %1 or %2: automation waits until it is over.</source>
        <translation>На %1 или %2 выполняется этап: автоматика ждёт его конца.</translation>
    </message>
    <message>
        <source>%2 could not be fenced when %1 was promoted, and now it accepts writes as well: it is fenced at once, then brought back.</source>
        <translation>%2 нельзя было изолировать, когда повышали %1, и теперь он тоже принимает запись: он сразу изолируется, затем возвращается.</translation>
    </message>
    <message>
        <source>%2 could not be fenced when %1 was promoted, accepts writes as well, and its host does not answer: stop it there, or cut it off from its clients.</source>
        <translation>%2 нельзя было изолировать, когда повышали %1, он тоже принимает запись, а его хост не отвечает: остановите его там или отрежьте от клиентов.</translation>
    </message>
    <message>
        <source>It is not clear yet what %1 is doing: automation looks again.</source>
        <translation>Пока неясно, что происходит с %1: автоматика смотрит ещё раз.</translation>
    </message>
    <message>
        <source>%1 and %2 are no pair that automation could look after: see to that with the stage setup first.</source>
        <translation>%1 и %2 — не пара, за которой могла бы присматривать автоматика: сначала выполните этап setup.</translation>
    </message>
    <message>
        <source>Nobody accepts writes and both %1 and %2 are standbys: compare how far they have replayed and promote the one that is ahead.</source>
        <translation>Запись не принимает никто, и %1, и %2 — резервные: сравните, до чего они воспроизвели, и повысьте тот, что впереди.</translation>
    </message>
    <message>
        <source>%1 took over from %2, which is left as it is by policy: resync it when it is wanted again.</source>
        <translation>%1 занял место %2, который по правилам оставлен как есть: ресинхронизируйте его, когда он снова понадобится.</translation>
    </message>
    <message>
        <source>%1 took over from %2, whose host answers: %2 is fenced and made a standby again.</source>
        <translation>%1 занял место %2, хост которого отвечает: %2 будет изолирован и снова станет резервным.</translation>
    </message>
    <message>
        <source>%1 took over from %2, whose host does not answer: as soon as it does, %2 is fenced before anything else and brought back.</source>
        <translation>%1 занял место %2, хост которого не отвечает: как только он ответит, %2 первым делом будет изолирован и возвращён.</translation>
    </message>
    <message>
        <source>%1 accepts writes and %2 is out, but it was not automation that replaced it: resync it when it is wanted again.</source>
        <translation>%1 принимает запись, %2 выбыл, но заменила его не автоматика: ресинхронизируйте его, когда он снова понадобится.</translation>
    </message>
    <message>
        <source>%2 is too far behind %1 to get its role back: automation waits until it has caught up.</source>
        <translation>%2 слишком отстаёт от %1, чтобы вернуть роль: автоматика ждёт, пока он догонит.</translation>
    </message>
    <message>
        <source>%2 has followed %1 long enough: it gets its role back, without loss.</source>
        <translation>%2 следует за %1 достаточно долго: он получает свою роль обратно, без потерь.</translation>
    </message>
    <message>
        <source>%2 follows %1 again and gets its role back after the wait that the policy sets.</source>
        <translation>%2 снова следует за %1 и получит свою роль обратно после выдержки, заданной правилами.</translation>
    </message>
    <message>
        <source>The pair is whole again: %1 accepts writes and %2 follows. Automation may fail over again after its cooldown.</source>
        <translation>Пара снова цела: %1 принимает запись, %2 следует за ним. После паузы автоматика снова может переключать.</translation>
    </message>
    <message>
        <source>%1 accepts writes and %2 follows: there is nothing to do.</source>
        <translation>%1 принимает запись, %2 следует за ним: делать нечего.</translation>
    </message>
    <message>
        <source>%1 accepts writes, but replay is paused on %2, which could not take over: run select pg_wal_replay_resume() there.</source>
        <translation>%1 принимает запись, но применение на %2 приостановлено, и он не смог бы занять его место: выполните там select pg_wal_replay_resume().</translation>
    </message>
    <message>
        <source>%1 accepts writes and %2 could not take over: start %2 or resync it.</source>
        <translation>%1 принимает запись, а %2 не смог бы занять его место: запустите %2 или ресинхронизируйте его.</translation>
    </message>
    <message>
        <source>A server answers at %1, only not to automation&apos;s login, so it is not dead: see to that login.</source>
        <translation>На %1 сервер отвечает, только не на вход автоматики, значит, он жив: разберитесь с этим входом.</translation>
    </message>
    <message>
        <source>%1 is starting, recovering or stopping: automation gives it time.</source>
        <translation>%1 запускается, восстанавливается или останавливается: автоматика даёт ему время.</translation>
    </message>
    <message>
        <source>%1 has been starting, recovering or stopping for longer than the policy allows: read its log and decide whether %2 is to be promoted.</source>
        <translation>%1 запускается, восстанавливается или останавливается дольше, чем разрешают правила: прочтите его журнал и решите, повышать ли %2.</translation>
    </message>
    <message>
        <source>A planned hand-over from %1 to %2 was cut off and nobody accepts writes: it is ended now, without loss.</source>
        <translation>Плановая передача роли с %1 на %2 оборвалась, запись не принимает никто: сейчас она завершается, без потерь.</translation>
    </message>
    <message>
        <source>%1 does not serve, and %2 is not there to take over: see to %1 first, it has all that was written.</source>
        <translation>%1 не обслуживает, а %2 не может занять его место: сначала займитесь %1, на нём есть всё записанное.</translation>
    </message>
    <message>
        <source>Somebody stopped %1 in order: automation gives them time to start it again.</source>
        <translation>Кто-то штатно остановил %1: автоматика даёт время запустить его снова.</translation>
    </message>
    <message>
        <source>%1 was stopped in order and nobody started it again within the policy&apos;s time: start it, or promote %2.</source>
        <translation>%1 остановлен штатно, и за время, заданное правилами, его не запустили: запустите его или повысьте %2.</translation>
    </message>
    <message>
        <source>%2 still receives from %1, so only the way from here to %1 is cut: nothing is promoted.</source>
        <translation>%2 по-прежнему получает данные от %1, значит, прерван только путь отсюда до %1: никто не повышается.</translation>
    </message>
    <message>
        <source>%1 is down, and by policy automation does not fail over: promote %2, or start %1 again.</source>
        <translation>%1 не работает, а по правилам автоматика не переключает: повысьте %2 или снова запустите %1.</translation>
    </message>
    <message>
        <source>%1 is down, but replay is paused on %2, so a promotion would wait for ever: run select pg_wal_replay_resume() there, then promote it.</source>
        <translation>%1 не работает, но применение на %2 приостановлено, и повышение ждало бы вечно: выполните там select pg_wal_replay_resume(), затем повысьте его.</translation>
    </message>
    <message>
        <source>%1 is down, but the pair has not been whole since the last failover, so %2 may lack what %1 wrote: decide, or clear that failover.</source>
        <translation>%1 не работает, но после прошлого аварийного переключения пара ещё не была цела, и на %2 может не быть записанного на %1: решите сами или снимите отметку о переключении.</translation>
    </message>
    <message>
        <source>%1 is down, but automation never saw %2 stream from it lately, so it cannot tell what %2 lacks: start %1 again, or promote %2 all the same.</source>
        <translation>%1 не работает, но автоматика в последнее время не видела, чтобы %2 получал от него данные, и не знает, чего на %2 нет: снова запустите %1 или всё же повысьте %2.</translation>
    </message>
    <message>
        <source>%1 is down, but %2 was further behind than the policy&apos;s limit: start %1 again, or promote %2 and lose what it lacks.</source>
        <translation>%1 не работает, но %2 отставал больше, чем разрешают правила: снова запустите %1 или повысьте %2 и потеряйте то, чего на нём нет.</translation>
    </message>
    <message>
        <source>%1 is down shortly after the last failover: automation waits for its cooldown before it promotes %2.</source>
        <translation>%1 не работает вскоре после прошлого аварийного переключения: автоматика выдерживает паузу, прежде чем повысить %2.</translation>
    </message>
    <message>
        <source>%1 does not serve; automation makes sure of it before it promotes %2.</source>
        <translation>%1 не обслуживает; автоматика убеждается в этом, прежде чем повысить %2.</translation>
    </message>
    <message>
        <source>%1 is dead: by policy it is started again once before %2 is promoted.</source>
        <translation>%1 мёртв: по правилам его один раз запускают снова, прежде чем повысить %2.</translation>
    </message>
    <message>
        <source>%1 is dead and %2 had received from it until then: %1 is fenced and %2 promoted.</source>
        <translation>%1 мёртв, %2 получал от него данные до последнего: %1 изолируется, %2 повышается.</translation>
    </message>
    <message>
        <source>%1 has been frozen for longer than the policy allows: its processes are ended, it is fenced, and %2 is promoted.</source>
        <translation>%1 завис дольше, чем разрешают правила: его процессы завершаются, узел изолируется, %2 повышается.</translation>
    </message>
    <message>
        <source>The host of %1 does not answer, so %1 cannot be fenced and may still accept writes: make sure that it is off, then promote %2.</source>
        <translation>Хост %1 не отвечает, поэтому %1 нельзя изолировать, и он может ещё принимать запись: убедитесь, что он выключен, затем повысьте %2.</translation>
    </message>
    <message>
        <source>The host of %1 does not answer, so %1 cannot be fenced, and it may go on acknowledging writes without %2: make sure that it is off, then promote %2.</source>
        <translation>Хост %1 не отвечает, поэтому %1 нельзя изолировать, и он может подтверждать запись без %2: убедитесь, что он выключен, затем повысьте %2.</translation>
    </message>
    <message>
        <source>The host of %1 does not answer; it cannot acknowledge a write without %2, so %2 is promoted, and %1 is fenced as soon as it is seen.</source>
        <translation>Хост %1 не отвечает; без %2 он не может подтвердить запись, поэтому %2 повышается, а %1 будет изолирован, как только покажется.</translation>
    </message>
    <message>
        <source>The host of %1 does not answer; by policy %2 is promoted all the same. What %1 acknowledges until it is seen and fenced is lost.</source>
        <translation>Хост %1 не отвечает; по правилам %2 всё равно повышается. Что %1 подтвердит, пока не покажется и не будет изолирован, потеряно.</translation>
    </message>
    <message>
        <source>What %1 is doing is not clear yet.</source>
        <translation>Пока неясно, что происходит с %1.</translation>
    </message>
    <message>
        <source>%1 belongs to no pair.</source>
        <translation>%1 не входит в пару.</translation>
    </message>
    <message>
        <source>%1 accepts writes, and so does the other node.</source>
        <translation>%1 принимает запись, и другой узел тоже.</translation>
    </message>
    <message>
        <source>%1 is a standby, and so is the other node.</source>
        <translation>%1 — резервный, и другой узел тоже.</translation>
    </message>
    <message>
        <source>%1 accepts writes.</source>
        <translation>%1 принимает запись.</translation>
    </message>
    <message>
        <source>A server answers at %1, but not to our login.</source>
        <translation>На %1 сервер отвечает, но не на наш вход.</translation>
    </message>
    <message>
        <source>%1 is starting, recovering or stopping.</source>
        <translation>%1 запускается, восстанавливается или останавливается.</translation>
    </message>
    <message>
        <source>%1 was stopped for a hand-over that was cut off.</source>
        <translation>%1 был остановлен для передачи роли, которая оборвалась.</translation>
    </message>
    <message>
        <source>%1 was stopped in order.</source>
        <translation>%1 остановлен штатно.</translation>
    </message>
    <message>
        <source>Nobody listens at %1, and its host shows no server.</source>
        <translation>На %1 никто не слушает, и на его хосте сервера не видно.</translation>
    </message>
    <message>
        <source>The processes of %1 are there and do not answer.</source>
        <translation>Процессы %1 на месте, но не отвечают.</translation>
    </message>
    <message>
        <source>Neither the server nor the host of %1 answers.</source>
        <translation>Не отвечают ни сервер, ни хост %1.</translation>
    </message>
    <message>
        <source>%1 accepts writes, and so does the node that could not be fenced when it was promoted.</source>
        <translation>%1 принимает запись, и узел, который нельзя было изолировать при его повышении, тоже.</translation>
    </message>
    <message>
        <source>%1 receives.</source>
        <translation>%1 получает данные.</translation>
    </message>
    <message>
        <source>%1 received until the primary was lost.</source>
        <translation>%1 получал данные, пока не пропал основной сервер.</translation>
    </message>
    <message>
        <source>%1 had stopped receiving before the primary was lost.</source>
        <translation>%1 перестал получать данные раньше, чем пропал основной сервер.</translation>
    </message>
    <message>
        <source>Replay is paused on %1.</source>
        <translation>На %1 применение приостановлено.</translation>
    </message>
    <message>
        <source>%1 does not answer.</source>
        <translation>%1 не отвечает.</translation>
    </message>
    <message>
        <source>%1 was replaced and is not back; its host answers.</source>
        <translation>%1 заменён и не вернулся; его хост отвечает.</translation>
    </message>
    <message>
        <source>%1 was replaced and is not back; its host does not answer.</source>
        <translation>%1 заменён и не вернулся; его хост не отвечает.</translation>
    </message>
    <message>
        <source>%1 does not receive.</source>
        <translation>%1 не получает данных.</translation>
    </message>
    <message>
        <source>The standby was not seen to stream lately: automation is not armed.</source>
        <translation>В последнее время не видели, чтобы резервный получал данные: автоматика не взведена.</translation>
    </message>
    <message>
        <source>The standby streamed when both were last seen well.</source>
        <translation>Когда обоих в последний раз видели исправными, резервный получал данные.</translation>
    </message>
    <message>
        <source>The standby was synchronous when both were last seen well.</source>
        <translation>Когда обоих в последний раз видели исправными, резервный был синхронным.</translation>
    </message>
    <message>
        <source>Policy: fail over.</source>
        <translation>Правило: переключать при аварии.</translation>
    </message>
    <message>
        <source>Policy: do not fail over, ask.</source>
        <translation>Правило: не переключать, спрашивать.</translation>
    </message>
    <message>
        <source>Policy: start a dead primary again first.</source>
        <translation>Правило: мёртвый основной сервер сначала запустить снова.</translation>
    </message>
    <message>
        <source>Policy: never promote beside a host that cannot be fenced.</source>
        <translation>Правило: никогда не повышать, если хост нельзя изолировать.</translation>
    </message>
    <message>
        <source>Policy: promote beside a host that cannot be fenced only if the standby was synchronous.</source>
        <translation>Правило: если хост нельзя изолировать, повышать, только когда резервный был синхронным.</translation>
    </message>
    <message>
        <source>Policy: promote also beside a host that cannot be fenced.</source>
        <translation>Правило: повышать и тогда, когда хост нельзя изолировать.</translation>
    </message>
    <message>
        <source>Policy: leave a replaced node as it is.</source>
        <translation>Правило: заменённый узел оставлять как есть.</translation>
    </message>
    <message>
        <source>Policy: make a replaced node a standby again.</source>
        <translation>Правило: заменённый узел снова делать резервным.</translation>
    </message>
    <message>
        <source>Policy: make a replaced node a standby again, and give it its role back.</source>
        <translation>Правило: заменённый узел снова делать резервным и возвращать ему роль.</translation>
    </message>
    <message>
        <source>The host of %1 does not answer, so %1 cannot be fenced.</source>
        <translation>Хост %1 не отвечает, поэтому %1 нельзя изолировать.</translation>
    </message>
    <message>
        <source>%1 was further behind than the limit.</source>
        <translation>%1 отставал больше предела.</translation>
    </message>
    <message>
        <source>A stage is at work on the pair.</source>
        <translation>На паре выполняется этап.</translation>
    </message>
    <message>
        <source>Automation failed over, and the pair was not whole since.</source>
        <translation>Автоматика переключила, и с тех пор пара не была цела.</translation>
    </message>
    <message>
        <source>The cooldown after the last failover is not over.</source>
        <translation>Пауза после прошлого аварийного переключения не кончилась.</translation>
    </message>
    <message>
        <source>Automation is paused.</source>
        <translation>Автоматика приостановлена.</translation>
    </message>
    <message>
        <source>%1 is done: %2</source>
        <translation>%1 — выполнено: %2</translation>
    </message>
    <message>
        <source>%1 was not done: %2</source>
        <translation>%1 — не выполнено: %2</translation>
    </message>
    <message>
        <source>%1 does not serve, but %2 had stopped receiving before that, so it lacks what was written since: start %1 again, or promote %2 all the same.</source>
        <translation>%1 не обслуживает клиентов, но %2 перестал получать данные ещё до того, и записанного с тех пор на нём нет: снова запустите %1 или всё же повысьте %2.</translation>
    </message>
</context>
<context>
    <name>Workload</name>
    <message>
        <source>The run&apos;s name &quot;%1&quot; is not usable; choose 1 to 40 letters, digits, dots, dashes or underscores.</source>
        <translation>Имя запуска «%1» не годится: выберите от 1 до 40 букв, цифр, точек, дефисов или подчёркиваний.</translation>
    </message>
    <message>
        <source>The ledger %1 cannot be created (%2); choose another place.</source>
        <translation>Реестр %1 не удалось создать (%2): выберите другое место.</translation>
    </message>
    <message>
        <source>The ledger %1 is closed; start a new run for more writes.</source>
        <translation>Реестр %1 закрыт: для новых записей начните новый запуск.</translation>
    </message>
    <message>
        <source>The ledger %1 cannot be written (%2), so no further write could be proved and the workload stops; make room on that disk and start it again.</source>
        <translation>Реестр %1 не удалось записать (%2), дальнейшие записи нельзя было бы доказать, и нагрузка останавливается: освободите место на этом диске и запустите её снова.</translation>
    </message>
    <message>
        <source>Line %2 of the ledger %1 is not as it was written, so nothing can be proved from it; use an undamaged copy.</source>
        <translation>Строка %2 реестра %1 не такая, какой была записана, доказать по нему ничего нельзя: возьмите неповреждённую копию.</translation>
    </message>
    <message>
        <source>The ledger %1 cannot be read (%2); check the name.</source>
        <translation>Реестр %1 не удалось прочитать (%2): проверьте имя.</translation>
    </message>
    <message>
        <source>The ledger %1 has format %2, which this version does not know; read it with a newer version.</source>
        <translation>Формат реестра %1 — %2, эта версия его не знает: прочитайте его более новой версией.</translation>
    </message>
    <message>
        <source>The file %1 is no ledger: its first line is missing; check the name.</source>
        <translation>Файл %1 — не реестр, в нём нет первой строки: проверьте имя.</translation>
    </message>
    <message>
        <source>%1 accepts writes on timeline %2 although timeline %3 exists, so nothing is written to this old primary.</source>
        <translation>%1 принимает запись на линии времени %2, хотя существует линия времени %3, поэтому на этот прежний основной ничего не пишется.</translation>
    </message>
    <message>
        <source>The server rolled the transaction back instead of committing it; see its log.</source>
        <translation>Сервер откатил транзакцию, вместо того чтобы зафиксировать её: посмотрите его журнал.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no mix: give one of %2, or shares from 0 to 100 that make 100 together, as in insert=70,update=20,rollback=10.</source>
        <translation>«%1» — не набор: задайте один из %2 или доли от 0 до 100, вместе 100, например insert=70,update=20,rollback=10.</translation>
    </message>
    <message>
        <source>%1 writers and %2 readers cannot be: there may be 1 to %3 sessions in all.</source>
        <translation>Пишущих %1 и читающих %2 быть не может: всего сеансов бывает от 1 до %3.</translation>
    </message>
    <message>
        <source>A rate is a number of transactions a second from 0 (full speed) to %1.</source>
        <translation>Частота — число транзакций в секунду от 0 (без ограничения) до %1.</translation>
    </message>
    <message>
        <source>Give the rate of all writers or the rate of each one, not both.</source>
        <translation>Задайте частоту всех пишущих или каждого, но не обе.</translation>
    </message>
    <message>
        <source>The shares of a mix are 0 to 100 and make 100 together.</source>
        <translation>Доли набора — от 0 до 100 и вместе дают 100.</translation>
    </message>
    <message>
        <source>A pause between two transactions is not negative.</source>
        <translation>Пауза между двумя транзакциями не бывает отрицательной.</translation>
    </message>
</context>
</TS>
