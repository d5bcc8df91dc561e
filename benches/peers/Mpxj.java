// A project file through MPXJ: the dates that it reads, the dates that its scheduler for Microsoft Project computes,
// both compared with ours, and the time that scheduling takes.
//
// java -cp <jars of MPXJ> Mpxj.java PROJECT.xml DATES.txt ROUNDS
//
// DATES.txt has a line for each task: number, start, finish, late start, late finish, total and free slack in minutes.
// Prints one line: tasks, starts and finishes read wrong, then wrong of those computed: starts and finishes, late
// dates, total slack, free slack; then the fastest and the median milliseconds on the processor of schedule()
// and of reading both slacks of all tasks after it. The first rounds warm up and do not count.

import java.nio.file.*;
import java.lang.management.ManagementFactory;
import java.time.LocalDateTime;
import java.util.*;
import org.mpxj.*;
import org.mpxj.cpm.MicrosoftScheduler;
import org.mpxj.reader.UniversalProjectReader;

public class Mpxj {
    static final int WARM_UP = 3;

    public static void main(String[] arguments) throws Exception {
        // Its scheduler recurses as deep as a chain of tasks is long.
        Throwable[] failed = new Throwable[1];
        Thread thread = new Thread(null, () -> {
            try {
                run(arguments);
            } catch (Throwable error) {
                failed[0] = error;
            }
        }, "scheduler", 4L << 30);
        thread.start();
        thread.join();
        if (failed[0] != null) {
            failed[0].printStackTrace();
            System.exit(1);
        }
    }

    // Nanoseconds that this thread has worked: what the collector of garbage does beside it does not count.
    static long worked() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    static void run(String[] arguments) throws Exception {
        ProjectFile file = new UniversalProjectReader().read(arguments[0]);
        List<String[]> ours = new ArrayList<>();
        for (String line : Files.readAllLines(Path.of(arguments[1]))) {
            ours.add(line.split(" "));
        }
        int rounds = Integer.parseInt(arguments[2]);
        int[] read = compare(file, ours);
        LocalDateTime start = file.getProjectProperties().getStartDate();
        double[] schedule = new double[rounds], slack = new double[rounds];
        double minutes = 0;
        for (int round = -WARM_UP; round < rounds; round++) {
            long begin = worked();
            new MicrosoftScheduler().schedule(file, start);
            long scheduled = worked();
            for (Task task : file.getTasks()) {
                Duration total = task.getTotalSlack(), free = task.getFreeSlack();
                minutes += (total == null ? 0 : total.getDuration()) + (free == null ? 0 : free.getDuration());
            }
            long end = worked();
            if (round >= 0) {
                schedule[round] = (scheduled - begin) / 1e6;
                slack[round] = (end - scheduled) / 1e6;
            }
        }
        int[] computed = compare(file, ours);
        Arrays.sort(schedule);
        Arrays.sort(slack);
        System.out.printf(Locale.ROOT, "%d %d %d %d %d %d %.3f %.3f %.3f %.3f%n", ours.size(), read[0], computed[0],
            computed[1], computed[2], computed[3], schedule[0], schedule[rounds / 2], slack[0], slack[rounds / 2]);
        if (minutes == -1) {
            System.out.println();
        }
    }

    // Tasks whose start or finish, late dates, total slack, free slack are not ours.
    static int[] compare(ProjectFile file, List<String[]> ours) {
        int[] wrong = new int[4];
        for (String[] own : ours) {
            Task task = file.getTaskByUniqueID(Integer.valueOf(own[0]));
            if (task == null) {
                wrong[0]++;
                continue;
            }
            ProjectCalendar calendar = task.getEffectiveCalendar();
            wrong[0] += same(calendar, task.getStart(), own[1]) && same(calendar, task.getFinish(), own[2]) ? 0 : 1;
            wrong[1] += same(calendar, task.getLateStart(), own[3]) && same(calendar, task.getLateFinish(), own[4]) ? 0 : 1;
            wrong[2] += close(file, task.getTotalSlack(), own[5]) ? 0 : 1;
            wrong[3] += close(file, task.getFreeSlack(), own[6]) ? 0 : 1;
        }
        return wrong;
    }

    // The same moment of work: no working time lies between.
    static boolean same(ProjectCalendar calendar, LocalDateTime theirs, String ours) {
        if (theirs == null) {
            return false;
        }
        LocalDateTime own = LocalDateTime.parse(ours);
        return theirs.equals(own) || Math.abs(calendar.getWork(theirs, own, TimeUnit.MINUTES).getDuration()) <= 1;
    }

    static boolean close(ProjectFile file, Duration theirs, String minutes) {
        if (theirs == null) {
            return false;
        }
        double own = Double.parseDouble(minutes);
        double found = theirs.convertUnits(TimeUnit.MINUTES, file.getProjectProperties()).getDuration();
        return Math.abs(found - own) <= 1;
    }
}
