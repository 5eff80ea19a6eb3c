package dev.cauce.benchmarks.plain;

import java.util.List;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.JpaRepository;

/** The view's table. */
interface AccountRows extends JpaRepository<AccountRow, String> {

    /** A page of the list, by company name. */
    List<AccountRow> findByCompanyNameGreaterThanOrderByCompanyNameAscAccountIdAsc(String after, Limit limit);
}
