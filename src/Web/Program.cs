using Mantissa.Data;
using Mantissa.Data.Queue;
using Mantissa.Data.Retention;
using Mantissa.Web.Accounts;
using Mantissa.Web.Api;
using Mantissa.Web.Components;
using Mantissa.Web.Hosting;
using Mantissa.Web.Mlflow;
using Mantissa.Web.Security;
using Mantissa.Web.Telemetry;

var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
return await StartupGuard.RunAsync(builder.Configuration, async settings =>
{
    await using var database = await PlatformDatabase.OpenAsync(settings);

    builder.AddHosting(settings);
    builder.AddTelemetry(settings);
    builder.Services.AddPlatformData(database.ConnectionString);
    builder.Services.AddRunQueue();
    builder.Services.AddRetention(settings.Retention);
    builder.Services.AddPlatformSecurity(settings);
    builder.Services.AddSingleton(await OperatorKey.OpenAsync(settings.DataDirectory));
    builder.Services.AddMlflow();
    builder.Services.AddApi();
    builder.Services.AddPages();

    await using var app = builder.Build();
    await PlatformDatabase.MigrateAsync(app.Services);
    await FirstAccount.EnsureAsync(app.Services);

    if (settings.TrustedProxies.Count > 0)
        app.UseForwardedHeaders();
    app.UseRunScope();
    app.UseSecurityHeaders();
    app.UseErrorAnswers();
    app.UseAddressLimit();
    app.UseHostFiltering();
    app.UseSameOriginOnly();
    app.UseAuthentication();
    app.UseRateLimiter();
    app.UseAuthorization();
    app.UseAuditTrail();
    app.UseApiPage();
    app.UseSecureForms(settings);
    app.UseAntiforgery();

    app.MapHealth();
    app.MapTelemetry();
    app.MapApi();
    app.MapMlflow();
    app.MapAccounts();
    app.MapPages();
    await app.RunAnnouncedAsync();
});

/// <summary>Named for the tests, which start the site through it.</summary>
public partial class Program;
