using Mantissa.Web.Hosting;
using Microsoft.Extensions.Configuration;

namespace Mantissa.Web.Tests.Hosting;

public sealed class WebSettingsTests
{
    [Fact]
    public void Left_alone_the_site_is_on_loopback_and_writes_into_the_checkout()
    {
        var settings = Read();

        settings.Url.ShouldBe(new Uri("http://127.0.0.1:5080/"));
        settings.Database.ShouldBeNull();
        settings.DataDirectory.ShouldBe(Path.Combine(Checkout.Root, "data"));
    }

    [Fact]
    public void The_home_of_the_account_is_not_taken_for_the_checkout() =>
        Read(("HOME", "/nowhere"), ("URL", "http://0.0.0.0:1")).DataDirectory.ShouldBe(Path.Combine(Checkout.Root, "data"));

    [Theory]
    [InlineData("http://127.0.0.1:6000")]
    [InlineData("http://localhost:6000/")]
    [InlineData("http://[::1]:6000")]
    public void Any_loopback_address_will_do(string url) => Read(("MANTISSA_URL", url)).Url.Port.ShouldBe(6000);

    [Theory]
    [InlineData("http://0.0.0.0:5080", "in clear")]
    [InlineData("http://*:5080", "must look like")]
    [InlineData("http://example.org", "not the name")]
    [InlineData("http://192.168.0.3:80", "in clear")]
    [InlineData("https://127.0.0.1:5080", "must look like")]
    [InlineData("http://127.0.0.1:5080/mantissa", "must look like")]
    [InlineData("5080", "must look like")]
    public void Other_addresses_are_refused_in_a_sentence(string url, string words)
    {
        var error = Should.Throw<StartupException>(() => Read(("MANTISSA_URL", url)));

        error.Message.ShouldContain(words);
        error.Message.ShouldContain(url);
    }

    [Fact]
    public void The_data_directory_becomes_absolute() =>
        Read(("MANTISSA_DATA_DIR", "some/where")).DataDirectory.ShouldBe(Path.GetFullPath("some/where"));

    [Fact]
    public void Another_address_is_listened_on_when_it_is_said_that_nobody_listens_in()
    {
        var plain = Read(("MANTISSA_URL", "http://0.0.0.0:8080"), ("MANTISSA_PLAIN_HTTP", "yes"), ("MANTISSA_ALLOWED_HOSTS", "runs.example.org, localhost"));

        plain.BehindTls.ShouldBeFalse();
        plain.AllowedHosts.ShouldBe(["localhost", "127.0.0.1", "[::1]", "0.0.0.0", "runs.example.org"]);
    }

    [Fact]
    public void A_proxy_that_is_named_speaks_TLS()
    {
        var proxied = Read(("MANTISSA_URL", "http://0.0.0.0:8080"), ("MANTISSA_TRUSTED_PROXIES", "10.0.0.5, 172.16.0.0/12, fd00::1"));

        proxied.BehindTls.ShouldBeTrue();
        proxied.TrustedProxies.Select(network => network.ToString()).ShouldBe(["10.0.0.5/32", "172.16.0.0/12", "fd00::1/128"]);
        Should.Throw<StartupException>(() => Read(("MANTISSA_TRUSTED_PROXIES", "proxy"))).Message.ShouldContain("not 'proxy'");
    }

    [Fact]
    public void Only_the_audit_log_is_not_kept_for_ever_unless_it_is_said()
    {
        Read().Retention.ShouldBe(new(Checkpoints: null, Logs: null, Audit: TimeSpan.FromDays(400)));
        Read(("MANTISSA_KEEP_AUDIT", "3650"), ("MANTISSA_KEEP_LOGS", "30")).Retention.ShouldBe(new(null, TimeSpan.FromDays(30), TimeSpan.FromDays(3650)));
    }

    [Theory]
    [InlineData("0")]
    [InlineData("36501")]
    [InlineData("a year")]
    [InlineData("-1")]
    public void A_number_of_days_that_cannot_be_is_refused_in_a_sentence(string days) =>
        Should.Throw<StartupException>(() => Read(("MANTISSA_KEEP_AUDIT", days))).Message
            .ShouldBe($"MANTISSA_KEEP_AUDIT must be a whole number from 1 to 36,500, not '{days}'.");

    private static WebSettings Read(params (string Key, string Value)[] settings) => WebSettings.Read(
        new ConfigurationBuilder().AddInMemoryCollection(settings.ToDictionary(s => s.Key, s => (string?)s.Value)).Build());
}
