namespace Mantissa.Testing;

/// <summary>The browser on this machine, and how it is started where there is no internet and nobody looks at it.</summary>
public static class Chromium
{
    private static readonly string[] Programs = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    /// <summary>What it asks for by itself would only wait for time-outs.</summary>
    public static IReadOnlyList<string> Arguments { get; } =
        ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

    /// <exception cref="InvalidOperationException">It is not installed.</exception>
    public static string Program => Programs.FirstOrDefault(File.Exists)
        ?? throw new InvalidOperationException($"Chromium is not installed ({string.Join(", ", Programs)}); run: apt-get install chromium");
}
