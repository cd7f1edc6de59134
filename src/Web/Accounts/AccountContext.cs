using Mantissa.Data.Configurations;
using Microsoft.EntityFrameworkCore;

namespace Mantissa.Web.Accounts;

/// <summary>The tables of the schema <c>accounts</c>, which only the site reads. The migrations make them; a test compares.</summary>
public sealed class AccountContext(DbContextOptions<AccountContext> options) : DbContext(options)
{
    public DbSet<Account> Accounts => Set<Account>();
    public DbSet<Session> Sessions => Set<Session>();
    public DbSet<ApiKey> ApiKeys => Set<ApiKey>();
    public DbSet<OneTimeLink> Links => Set<OneTimeLink>();
    public DbSet<AuditEntry> Audit => Set<AuditEntry>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        ArgumentNullException.ThrowIfNull(modelBuilder);
        modelBuilder.HasDefaultSchema("accounts");
        modelBuilder.Entity<Account>(account =>
        {
            account.ToTable("account");
            account.Property(a => a.Id).ValueGeneratedNever();
            account.Property(a => a.UserName).IsRequired();
            account.Property(a => a.NormalizedUserName).IsRequired();
            account.Property(a => a.Role).HasConversion<string>();
            account.Property(a => a.ConcurrencyStamp).IsConcurrencyToken();
            account.Property(a => a.CreatedAt).HasDefaultValueSql("now()");
            account.HasIndex(a => a.NormalizedUserName).IsUnique().HasDatabaseName("ux_account_normalized_user_name");
            account.HasIndex(a => a.Subject).IsUnique().HasDatabaseName("ux_account_subject");

            // What the framework's accounts have and these do not need.
            account.Ignore(a => a.Email).Ignore(a => a.NormalizedEmail).Ignore(a => a.EmailConfirmed)
                .Ignore(a => a.PhoneNumber).Ignore(a => a.PhoneNumberConfirmed).Ignore(a => a.TwoFactorEnabled);
        });
        modelBuilder.Entity<Session>(session =>
        {
            session.ToTable("session");
            session.Property(s => s.Id).ValueGeneratedNever();
            session.Property(s => s.CreatedAt).HasDefaultValueSql("now()");
            session.Property(s => s.LastSeenAt).HasDefaultValueSql("now()");
            session.HasIndex(s => s.AccountId).HasDatabaseName("ix_session_account_id");
            session.HasOne<Account>().WithMany().HasForeignKey(s => s.AccountId).OnDelete(DeleteBehavior.Cascade);
        });
        modelBuilder.Entity<ApiKey>(key =>
        {
            key.ToTable("api_key");
            key.Property(k => k.Id).ValueGeneratedNever();
            key.Property(k => k.Scopes).HasConversion<string>();
            key.Property(k => k.CreatedAt).HasDefaultValueSql("now()");
            key.HasIndex(k => k.Prefix).IsUnique().HasDatabaseName("ux_api_key_prefix");
            key.HasIndex(k => k.AccountId).HasDatabaseName("ix_api_key_account_id");
            key.HasOne<Account>().WithMany().HasForeignKey(k => k.AccountId).OnDelete(DeleteBehavior.Cascade);
        });
        modelBuilder.Entity<OneTimeLink>(link =>
        {
            link.ToTable("one_time_link");
            link.Property(l => l.Id).ValueGeneratedNever();
            link.Property(l => l.Purpose).HasConversion<string>();
            link.Property(l => l.Role).HasConversion<string>();
            link.Property(l => l.CreatedAt).HasDefaultValueSql("now()");
            link.HasIndex(l => l.TokenHash).IsUnique().HasDatabaseName("ux_one_time_link_token_hash");
            link.HasIndex(l => l.AccountId).HasDatabaseName("ix_one_time_link_account_id");
            link.HasOne<Account>().WithMany().HasForeignKey(l => l.AccountId).OnDelete(DeleteBehavior.Cascade);
        });
        modelBuilder.Entity<AuditEntry>(entry =>
        {
            entry.ToTable("audit_entry");
            entry.Property(e => e.At).HasDefaultValueSql("now()");
        });
        modelBuilder.UseSnakeCaseColumns();
    }
}
