package rawi.nn.backend;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;

/**
 * The parent's classes and resources, except that one service has exactly one provider.
 *
 * <p>ND4J picks its backend through {@link java.util.ServiceLoader} by a fixed priority, CUDA
 * before CPU; answering the look-up is the only way inside a process to choose otherwise.
 */
final class OneProvider extends ClassLoader {
  private final String listing;
  private final String provider;

  OneProvider(ClassLoader parent, Class<?> service, String provider) {
    super("rawi-one-provider", parent);
    this.listing = "META-INF/services/" + service.getName();
    this.provider = provider;
  }

  String provider() {
    return provider;
  }

  @Override
  public Enumeration<URL> getResources(String name) throws IOException {
    return name.equals(listing)
        ? Collections.enumeration(List.of(listingOfOne()))
        : super.getResources(name);
  }

  private URL listingOfOne() throws IOException {
    byte[] content = provider.getBytes(StandardCharsets.UTF_8);
    return new URL(
        "rawi",
        "",
        -1,
        listing,
        new URLStreamHandler() {
          @Override
          protected URLConnection openConnection(URL url) {
            return new InMemory(url, content);
          }
        });
  }

  private static final class InMemory extends URLConnection {
    private final byte[] content;

    InMemory(URL url, byte[] content) {
      super(url);
      this.content = content;
    }

    @Override
    public void connect() {}

    @Override
    public InputStream getInputStream() {
      return new ByteArrayInputStream(content);
    }
  }
}
