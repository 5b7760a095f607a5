package rawi.nn.backend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OneProviderTest {
  /** Something to provide. */
  public interface Voice {}

  /** The provider that comes first in the listing. */
  public static final class High implements Voice {}

  /** The provider that is wanted. */
  public static final class Low implements Voice {}

  @Test
  void ofSeveralProvidersOnTheClassPathOnlyTheWantedOneIsFound(@TempDir Path folder)
      throws IOException {
    Path listing = folder.resolve("META-INF/services").resolve(Voice.class.getName());
    Files.createDirectories(listing.getParent());
    Files.writeString(listing, High.class.getName() + "\n" + Low.class.getName() + "\n");
    try (URLClassLoader both =
        new URLClassLoader(
            new URL[] {folder.toUri().toURL()}, OneProviderTest.class.getClassLoader())) {
      assertThat(ServiceLoader.load(Voice.class, both)).hasSize(2);
      OneProvider one = new OneProvider(both, Voice.class, Low.class.getName());
      assertThat(ServiceLoader.load(Voice.class, one)).singleElement().isInstanceOf(Low.class);
    }
  }
}
