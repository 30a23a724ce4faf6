package dev.leat.testkit.simulation;
import dev.leat.testkit.simulation.Event.What;
import java.util.*;
class TryOut {
  public static void main(String[] a) {
    List<What> any = List.of(What.INSERT, What.INSERT, What.UPDATE, What.UPDATE, What.UPDATE, What.DELETE, What.BACKDATE, What.WAIT, What.CLOCK, What.REPLICA, What.FAULT, What.NEW_FIELD);
    Profile p = new Profile(any, 300_000, 6, 50_000, List.of(Manner.HONEST), s -> s);
    int n = Integer.parseInt(a[0]);
    Profile asc = p.where(Server::oldestFirst);
    Map<String, Campaign> all = new LinkedHashMap<>();
    all.put("keyset", new Campaign(Subjects.keysetByToken(), p, 2));
    all.put("after", new Campaign(Subjects.keysetByPosition(), asc, 2));
    all.put("offset", new Campaign(Subjects.offsetAscending(), asc, 2));
    all.put("stable", new Campaign(Subjects.offsetInStableOrder(), asc, 2));
    all.put("unstable", new Campaign(Subjects.offsetInUnstableOrder(), p, 2));
    all.put("append", new Campaign(Subjects.offsetAppendOnly(), asc.only(What.INSERT, What.WAIT, What.FAULT).late(0), 2));
    all.put("timestamp", new Campaign(Subjects.timestampByFilter(), asc, 2));
    all.put("windows", new Campaign(Subjects.timestampByWindows(), p, 2));
    all.put("step", new Campaign(Subjects.stepSize(), new Profile(any, 2_000, 3, 50_000, List.of(Manner.HONEST), s -> s.filterMillis(200)), 2));
    all.put("replay", new Campaign(Subjects.replayOfBuffer(), asc, 2));
    all.put("everything", new Campaign(Subjects.replayOfEverything(), p.only(What.INSERT, What.INSERT, What.UPDATE, What.DELETE, What.DELETE, What.BACKDATE, What.WAIT, What.CLOCK, What.FAULT, What.NEW_FIELD), 2));
    for (var e : all.entrySet()) {
      if (a.length > 1 && !a[1].equals(e.getKey())) continue;
      long t = System.nanoTime();
      var o = e.getValue().run(a.length > 2 ? Long.parseLong(a[2]) : 1, n);
      double s = (System.nanoTime() - t) / 1e9;
      System.out.println(e.getKey() + " " + o.broken() + String.format(" %.0f/s", n / s));
      o.smallest().ifPresent(System.out::println);
    }
  }
}
