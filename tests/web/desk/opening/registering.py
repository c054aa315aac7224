"""A table of applications, some of them wrong."""

TABLE = """numara;geliş tarihi;son tarih;konu;metin;ad soyad;telefon;e-posta
26-1;02.11.2026;20.11.2026;Ağaç budama;Dallar yola sarkıyor.;Ayşe Işık;05320000101;
26-2;31.02.2026;;Ağaç budama;Dallar yola sarkıyor.;;;
26-3;03.11.2026;;Uzaylılar;Gördüm.;;;
26-4;03.11.2026;;agac-budama;Kimliğim gizli kalsın.;;;
"""
