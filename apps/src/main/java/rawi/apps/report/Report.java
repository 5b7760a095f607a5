package rawi.apps.report;

import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;

/**
 * What a page says: a title, when and where it was made, and one section a model.
 *
 * @param title heading of the page, in English
 * @param created moment of the run; shown in UTC
 * @param environment one line on the machine and the versions; blank leaves it out
 * @param sections in the order in which they are read
 * @param refresh seconds after which a browser looks for a newer page; empty: this is the last
 */
public record Report(
    String title,
    Instant created,
    String environment,
    List<Section> sections,
    OptionalInt refresh) {
  public Report {
    sections = List.copyOf(sections);
  }

  /** A page that stays as it is. */
  public Report(String title, Instant created, String environment, List<Section> sections) {
    this(title, created, environment, sections, OptionalInt.empty());
  }
}
