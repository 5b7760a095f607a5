package rawi.apps.caption;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;
import rawi.apps.caption.data.BadImages;
import rawi.apps.caption.features.Features;
import rawi.apps.caption.features.ImageEncoder;
import rawi.apps.cli.Failure;
import rawi.apps.cli.Session;

/** The options {@code --cache} and {@code --skip-bad}: how images become features. */
final class CacheChoice {
  @Option(
      names = "--cache",
      paramLabel = "DIR",
      description = "Folder to keep computed features in. Default: beside the captions.")
  private Optional<Path> cache = Optional.empty();

  @Option(
      names = "--skip-bad",
      description = "Go on without images that cannot be read; each is named, and counted.")
  private boolean skipBad;

  /**
   * What makes images ready.
   *
   * @param data where the captions are
   */
  Features features(ImageEncoder encoder, Path data, Session session) {
    cache
        .filter(folder -> !Files.isDirectory(folder))
        .ifPresent(
            folder -> {
              throw new Failure(
                  "--cache: %s: there is no such folder; create it or name another"
                      .formatted(folder));
            });
    Optional<Path> folder = cache.or(() -> Optional.of(data).filter(Files::isDirectory));
    return new Features(encoder, session.kernels(), folder, session::say);
  }

  /** Ends the command if an image cannot be read, unless it goes on without. */
  void check(BadImages bad, Session session) {
    if (!skipBad) {
      bad.requireNone();
    }
    bad.lines().forEach(session::say);
  }
}
