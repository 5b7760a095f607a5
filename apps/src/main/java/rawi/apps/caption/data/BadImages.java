package rawi.apps.caption.data;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import rawi.apps.cli.Failure;

/**
 * Those of a set's images that could not be read.
 *
 * @param of how many images were opened
 */
public record BadImages(List<Opened.Bad> bad, int of) {
  public BadImages {
    bad = List.copyOf(bad);
  }

  /** Their names. */
  public Set<String> names() {
    return bad.stream().map(Opened.Bad::name).collect(Collectors.toUnmodifiableSet());
  }

  /** Goes on if there is none. */
  public void requireNone() {
    if (!bad.isEmpty()) {
      throw new Failure(
          "%s (%d of %d images cannot be read); mend or remove what is bad, or leave it out with --skip-bad"
              .formatted(bad.get(0).reason(), bad.size(), of));
    }
  }

  /** What to say where they are left out: a line for each, and how many. */
  public List<String> lines() {
    if (bad.isEmpty()) {
      return List.of();
    }
    List<String> lines =
        bad.stream().map(b -> "left out: " + b.reason()).collect(Collectors.toList());
    lines.add("%d of %d images cannot be read and are left out".formatted(bad.size(), of));
    return List.copyOf(lines);
  }
}
