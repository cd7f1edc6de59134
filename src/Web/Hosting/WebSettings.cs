using System.Globalization;
using System.Net;
using Mantissa.Data.Retention;

namespace Mantissa.Web.Hosting;

/// <summary>What can be set from outside, by environment variables (<c>MANTISSA_URL=…</c>) or arguments (<c>--MANTISSA_URL=…</c>).</summary>
/// <param name="Url">Address to listen on. Port 0 takes any free port.</param>
/// <param name="Database">Connection string, or <see langword="null"/> for the embedded database.</param>
/// <param name="DataDirectory">Absolute folder for everything the platform writes.</param>
/// <param name="PostgresBinaries">Folder of the PostgreSQL server binaries, or <see langword="null"/> to search for them.</param>
public sealed record WebSettings(Uri Url, string? Database, string DataDirectory, string? PostgresBinaries)
{
    private const string PlainHttp = "MANTISSA_PLAIN_HTTP";
    private const string DefaultUrl = "http://127.0.0.1:5080";
    private const int DefaultUploadMebibytes = 2048;
    private const int LargestUploadMebibytes = 1 << 20;
    private const int DefaultRequestsPerSecond = 1000;
    private const int MostRequestsPerSecond = 1_000_000;
    private const int DefaultSignInsPerMinute = 20;
    private const int MostDays = 36_500;
    private const int DefaultAuditDays = 400;
    private static readonly string[] LoopbackNames = ["localhost", "127.0.0.1", "[::1]"];

    /// <summary>Bytes that the files of an upload may have together; <c>MANTISSA_UPLOAD_MIB</c> is in MiB.</summary>
    public long UploadBytes { get; init; } = (long)DefaultUploadMebibytes << 20;

    /// <summary>Requests that a client may send to the API within a second, on average; <c>MANTISSA_API_RATE</c>.</summary>
    public int RequestsPerSecond { get; init; } = DefaultRequestsPerSecond;

    /// <summary>Times that an address may try to sign in within a minute; <c>MANTISSA_SIGN_IN_RATE</c>.</summary>
    public int SignInsPerMinute { get; init; } = DefaultSignInsPerMinute;

    /// <summary>
    /// Names under which the site answers: this machine's own, that of <see cref="Url"/>, and those of <c>MANTISSA_ALLOWED_HOSTS</c>,
    /// separated by commas.
    /// </summary>
    public IReadOnlyList<string> AllowedHosts { get; init; } = LoopbackNames;

    /// <summary>Addresses or networks of proxies that are believed whom they speak for; <c>MANTISSA_TRUSTED_PROXIES</c>, e.g. <c>10.0.0.5, 172.16.0.0/12</c>.</summary>
    public IReadOnlyList<IPNetwork> TrustedProxies { get; init; } = [];

    /// <summary>Who vouches for people, if somebody does.</summary>
    public OidcSettings? Oidc { get; init; }

    /// <summary>Whether a proxy speaks TLS with browsers, so that cookies are never to travel without it.</summary>
    public bool BehindTls => TrustedProxies.Count > 0;

    /// <summary>Whether the log is JSON objects, for tools, in place of lines for people; <c>MANTISSA_LOG=json</c>.</summary>
    public bool JsonLog { get; init; }

    /// <summary>
    /// For how many days things are kept: <c>MANTISSA_KEEP_CHECKPOINTS</c> and <c>MANTISSA_KEEP_LOGS</c> of runs that ended, for ever unless set;
    /// <c>MANTISSA_KEEP_AUDIT</c>, more than a year unless set.
    /// </summary>
    public RetentionOptions Retention { get; init; } = new(Checkpoints: null, Logs: null, Audit: TimeSpan.FromDays(DefaultAuditDays));

    /// <summary>Reads the settings.</summary>
    /// <exception cref="StartupException">A setting cannot be used; the message names it.</exception>
    public static WebSettings Read(IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        IPNetwork[] proxies = [.. List(configuration, "MANTISSA_TRUSTED_PROXIES").Select(ReadNetwork)];
        var url = ReadUrl(Text(configuration, "MANTISSA_URL") ?? DefaultUrl, plain: proxies.Length > 0 || Text(configuration, PlainHttp) == "yes");
        return new(
            url,
            Text(configuration, "MANTISSA_DATABASE"),
            Path.GetFullPath(Text(configuration, "MANTISSA_DATA_DIR") ?? Path.Combine(CheckoutRoot.Find(Text(configuration, "MANTISSA_HOME")), "data")),
            Text(configuration, "MANTISSA_PG_BIN"))
        {
            UploadBytes = (long)ReadNumber(configuration, "MANTISSA_UPLOAD_MIB", DefaultUploadMebibytes, LargestUploadMebibytes) << 20,
            RequestsPerSecond = ReadNumber(configuration, "MANTISSA_API_RATE", DefaultRequestsPerSecond, MostRequestsPerSecond),
            SignInsPerMinute = ReadNumber(configuration, "MANTISSA_SIGN_IN_RATE", DefaultSignInsPerMinute, MostRequestsPerSecond),
            AllowedHosts = [.. LoopbackNames.Append(url.Host).Concat(List(configuration, "MANTISSA_ALLOWED_HOSTS")).Distinct()],
            TrustedProxies = proxies,
            Oidc = OidcSettings.Read(key => Text(configuration, key)),
            Retention = new(
                ReadDays(configuration, "MANTISSA_KEEP_CHECKPOINTS"), ReadDays(configuration, "MANTISSA_KEEP_LOGS"),
                TimeSpan.FromDays(ReadNumber(configuration, "MANTISSA_KEEP_AUDIT", DefaultAuditDays, MostDays))),
            JsonLog = Text(configuration, "MANTISSA_LOG") switch
            {
                null or "text" => false,
                "json" => true,
                var other => throw new StartupException($"MANTISSA_LOG must be text or json, not '{other}'."),
            },
        };
    }

    // The names are read with their prefix: without it, HOME or URL of the surrounding environment would be taken for ours.
    private static string? Text(IConfiguration configuration, string key) =>
        configuration[key] is { } value && !string.IsNullOrWhiteSpace(value) ? value.Trim() : null;

    private static TimeSpan? ReadDays(IConfiguration configuration, string key) =>
        Text(configuration, key) is null ? null : TimeSpan.FromDays(ReadNumber(configuration, key, standard: 0, MostDays));

    private static int ReadNumber(IConfiguration configuration, string key, int standard, int largest)
    {
        if (Text(configuration, key) is not { } text)
            return standard;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= largest
            ? number
            : throw new StartupException($"{key} must be a whole number from 1 to {largest:N0}, not '{text}'.");
    }

    private static string[] List(IConfiguration configuration, string key) =>
        Text(configuration, key)?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];

    private static IPNetwork ReadNetwork(string text) =>
        IPNetwork.TryParse(text, out var network) ? network
        : IPAddress.TryParse(text, out var address) ? new(address, address.GetAddressBytes().Length * 8)
        : throw new StartupException($"MANTISSA_TRUSTED_PROXIES takes addresses and networks, such as 10.0.0.5 or 172.16.0.0/12, not '{text}'.");

    private static Uri ReadUrl(string text, bool plain)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var url) || url.Scheme != Uri.UriSchemeHttp || url.PathAndQuery != "/")
            throw new StartupException($"MANTISSA_URL must look like {DefaultUrl}, not '{text}'.");
        if (!IsLoopback(url) && !IPAddress.TryParse(url.Host.Trim('[', ']'), out _))
            throw new StartupException($"MANTISSA_URL takes an address of this machine, such as 0.0.0.0, not the name in '{text}'; names are for MANTISSA_ALLOWED_HOSTS.");
        if (!IsLoopback(url) && !plain)
        {
            throw new StartupException(
                $"MANTISSA_URL may not be '{text}': passwords and keys would cross the network in clear. "
                + $"Put a proxy that speaks TLS before the site and name it in MANTISSA_TRUSTED_PROXIES, set {PlainHttp}=yes where nobody listens, or use {DefaultUrl}.");
        }

        return url;
    }

    private static bool IsLoopback(Uri url) =>
        url.Host == "localhost" || (IPAddress.TryParse(url.Host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
}
