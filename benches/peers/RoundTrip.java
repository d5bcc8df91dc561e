// Project files with our dates through MPXJ: what it reads of them, and what its scheduler for Microsoft Project
// computes, compared with what was written.
//
// java -cp <jars of MPXJ> RoundTrip.java FOLDER
//
// FOLDER holds pairs of NAME.xml and NAME.txt. The text has a line for each row: number, `task` or `phase`, start, finish,
// and of tasks late start, late finish, total and free slack in minutes.
//
// Prints a line for each project: its name, rows, then rows that differ as read (dates, late dates, slack) and, if it
// could be scheduled, tasks that differ as computed (the same). Each difference stands before it in a line that begins
// with `-`.

import java.nio.file.*;
import java.time.LocalDateTime;
import java.util.*;
import org.mpxj.*;
import org.mpxj.cpm.MicrosoftScheduler;
import org.mpxj.reader.UniversalProjectReader;

public class RoundTrip {
    public static void main(String[] arguments) throws Exception {
        List<Path> projects = new ArrayList<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(Path.of(arguments[0]), "*.xml")) {
            found.forEach(projects::add);
        }
        Collections.sort(projects);
        for (Path project : projects) {
            // Its scheduler recurses as deep as a chain of tasks is long.
            Thread thread = new Thread(null, () -> run(project), "project", 1L << 30);
            thread.start();
            thread.join();
        }
    }

    static void run(Path project) {
        String name = project.getFileName().toString().replaceFirst("\\.xml$", "");
        StringBuilder line = new StringBuilder(name);
        try {
            List<String[]> ours = new ArrayList<>();
            for (String row : Files.readAllLines(Path.of(project.toString().replaceFirst("\\.xml$", ".txt")))) {
                ours.add(row.split(" "));
            }
            line.append(" ").append(ours.size());
            ProjectFile file = new UniversalProjectReader().read(project.toString());
            append(line, compare(name + " read", file, ours, true));
            new MicrosoftScheduler().schedule(file, file.getProjectProperties().getStartDate());
            append(line, compare(name + " computed", file, ours, false));
        } catch (Throwable error) {
            System.out.println("- " + name + " failed: " + error + ", at " + error.getStackTrace()[0]);
        }
        System.out.println(line);
    }

    static void append(StringBuilder line, int[] counts) {
        for (int count : counts) {
            line.append(" ").append(count);
        }
    }

    // Rows whose start or finish, late dates, slack are not ours. What is read must be the same to the second.
    static int[] compare(String what, ProjectFile file, List<String[]> ours, boolean read) {
        int[] wrong = new int[3];
        for (String[] own : ours) {
            Task task = file.getTaskByUniqueID(Integer.valueOf(own[0]));
            boolean isTask = own[1].equals("task");
            if (task == null) {
                System.out.println("- " + what + " " + own[0] + ": not there");
                wrong[0]++;
                continue;
            }
            if (!read && !isTask) {
                continue;
            }
            ProjectCalendar calendar = read ? null : task.getEffectiveCalendar();
            String at = what + " " + own[0];
            boolean start = date(at + " start", calendar, task.getStart(), own[2]);
            boolean finish = date(at + " finish", calendar, task.getFinish(), own[3]);
            wrong[0] += start && finish ? 0 : 1;
            if (isTask) {
                boolean lateStart = date(at + " late start", calendar, task.getLateStart(), own[4]);
                boolean lateFinish = date(at + " late finish", calendar, task.getLateFinish(), own[5]);
                wrong[1] += lateStart && lateFinish ? 0 : 1;
                boolean total = slack(at + " total slack", file, task.getTotalSlack(), own[6]);
                boolean free = slack(at + " free slack", file, task.getFreeSlack(), own[7]);
                wrong[2] += total && free ? 0 : 1;
            }
        }
        return wrong;
    }

    // The same moment, or, where there is a calendar, one with no more than a minute of work between.
    static boolean date(String what, ProjectCalendar calendar, LocalDateTime theirs, String ours) {
        LocalDateTime own = LocalDateTime.parse(ours);
        boolean same = theirs != null && (theirs.equals(own)
            || calendar != null && Math.abs(calendar.getWork(theirs, own, TimeUnit.MINUTES).getDuration()) <= 1);
        if (!same) {
            System.out.println("- " + what + ": " + theirs + " instead of " + own);
        }
        return same;
    }

    static boolean slack(String what, ProjectFile file, Duration theirs, String minutes) {
        double own = Double.parseDouble(minutes);
        double found = theirs == null ? Double.NaN
            : theirs.convertUnits(TimeUnit.MINUTES, file.getProjectProperties()).getDuration();
        // Slack is written in tenths of a minute.
        boolean same = Math.abs(found - own) <= 1;
        if (!same) {
            System.out.println("- " + what + ": " + found + " instead of " + own + " min");
        }
        return same;
    }
}
